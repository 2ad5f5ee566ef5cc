"""Writes a checkpoint as GGUF for llama.cpp."""

import argparse
import json
import os

import gguf
import numpy as np
import torch
from gguf import GGMLQuantizationType as Type

FILE_TYPES = {"F16": 1, "Q4_0": 2, "Q4_1": 3, "Q8_0": 7, "Q5_0": 8, "Q5_1": 9}


def permuted(rows, heads):
    """Q and K rows in the order that llama.cpp's rotary embedding pairs them."""
    return rows.reshape(heads, 2, rows.shape[0] // heads // 2, rows.shape[1]).swapaxes(1, 2).reshape(rows.shape)


def main():
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("checkpoint", help="checkpoint.pt or its folder")
    parse.add_argument("out")
    parse.add_argument("--type", choices=sorted(FILE_TYPES), default="Q8_0")
    parse.add_argument("--embed-type", choices=sorted(FILE_TYPES), default=None, help="default: F16 with F16, else Q8_0")
    parse.add_argument("--gate-up-type", choices=sorted(FILE_TYPES), default=None, help="default: as --type")
    parse.add_argument("--name", default="WatLedger")
    parse.add_argument("--context", type=int, default=2048)
    options = parse.parse_args()
    path = os.path.join(options.checkpoint, "checkpoint.pt") if os.path.isdir(options.checkpoint) else options.checkpoint
    state = torch.load(path, map_location="cpu", mmap=True, weights_only=True)
    params, shape, vocabulary = state["params"], json.loads(state["shape"]), json.loads(state["vocabulary"])
    bpe = json.loads(state["tokenizer"])["model"]
    kept, specials = vocabulary["kept"], vocabulary["specials"]
    tokens = [None] * len(kept)
    for token, i in bpe["vocab"].items():
        tokens[i] = token
    assert None not in tokens and len(set(tokens + specials)) == len(tokens) + len(specials)
    controls = set(vocabulary["controls"])
    types = [int(gguf.TokenType.CONTROL if i in controls else gguf.TokenType.NORMAL) for i in range(len(kept))]
    types += [int(gguf.TokenType.USER_DEFINED)] * len(specials)
    heads, kv = shape["heads"], shape["kv_heads"]
    head = shape["width"] // heads

    writer = gguf.GGUFWriter(options.out + ".tmp", "llama")
    writer.add_name(options.name)
    writer.add_license("apache-2.0")
    writer.add_context_length(options.context)
    writer.add_embedding_length(shape["width"])
    writer.add_block_count(shape["layers"])
    writer.add_feed_forward_length(shape["inner"])
    writer.add_head_count(heads)
    writer.add_head_count_kv(kv)
    writer.add_layer_norm_rms_eps(shape["eps"])
    writer.add_rope_freq_base(shape["theta"])
    writer.add_rope_dimension_count(head)
    writer.add_vocab_size(len(tokens) + len(specials))
    writer.add_file_type(FILE_TYPES[options.type])
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list(tokens + specials)
    writer.add_token_types(types)
    writer.add_token_merges([m if isinstance(m, str) else " ".join(m) for m in bpe["merges"]])
    writer.add_bos_token_id(vocabulary["bos"])
    writer.add_eos_token_id(vocabulary["end"])
    writer.add_add_bos_token(False)
    writer.add_add_space_prefix(False)

    body = Type[options.type]
    gate_up = Type[options.gate_up_type or options.type]
    embed = Type[options.embed_type or ("F16" if options.type == "F16" else "Q8_0")]

    def put(name, tensor, kind):
        array = tensor.detach().float().numpy() if isinstance(tensor, torch.Tensor) else tensor
        array = np.ascontiguousarray(array, dtype=np.float32)
        if kind == Type.F32:
            writer.add_tensor(name, array)
        else:
            writer.add_tensor(name, gguf.quants.quantize(array, kind), raw_dtype=kind)

    put("token_embd.weight", torch.cat([params["embed"], params["special"]]), embed)
    for i in range(shape["layers"]):
        q, k, v = np.split(params[f"{i}.qkv"].float().numpy(), [heads * head, (heads + kv) * head])
        gate, up = params[f"{i}.gate_up"].chunk(2)
        block = f"blk.{i}."
        put(block + "attn_norm.weight", params[f"{i}.norm1"], Type.F32)
        put(block + "attn_q.weight", permuted(q, heads), body)
        put(block + "attn_k.weight", permuted(k, kv), body)
        put(block + "attn_v.weight", v, body)
        put(block + "attn_output.weight", params[f"{i}.o"], body)
        put(block + "ffn_norm.weight", params[f"{i}.norm2"], Type.F32)
        put(block + "ffn_gate.weight", gate, gate_up)
        put(block + "ffn_up.weight", up, gate_up)
        put(block + "ffn_down.weight", params[f"{i}.down"], body)
    put("output_norm.weight", params["norm"], Type.F32)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    os.replace(options.out + ".tmp", options.out)
    print(f"{options.out}: {os.path.getsize(options.out) / 1e6:.1f} MB, {len(tokens) + len(specials)} tokens, {options.type}")


if __name__ == "__main__":
    main()
