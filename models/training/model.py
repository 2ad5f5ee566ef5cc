"""SmolLM2 as a plain PyTorch Llama: base weights from the GGUF, pruned rows, optional fewer layers."""

import json
import os

import torch
import torch.nn.functional as F
from safetensors import safe_open
from safetensors.torch import save_file

from vocabulary import find_gguf

CACHE = os.path.join(os.path.expanduser(os.environ.get("WATLEDGER_CACHE", "~/.cache/watledger")), "smollm2.safetensors")


def base_weights(cache=CACHE):
    """The base model's tensors in fp32 and its shape; read from the GGUF once, then from the cache."""
    if not os.path.exists(cache):
        from transformers import AutoModelForCausalLM

        path = find_gguf()
        model = AutoModelForCausalLM.from_pretrained(os.path.dirname(path), gguf_file=os.path.basename(path), dtype=torch.float32)
        given = model.config.to_dict()
        theta = given.get("rope_theta") or given["rope_parameters"]["rope_theta"]
        shape = {
            "layers": given["num_hidden_layers"],
            "width": given["hidden_size"],
            "inner": given["intermediate_size"],
            "heads": given["num_attention_heads"],
            "kv_heads": given["num_key_value_heads"],
            "theta": float(theta),
            "eps": float(given["rms_norm_eps"]),
        }
        tensors = {k: v.contiguous().clone() for k, v in model.state_dict().items() if k != "lm_head.weight"}
        os.makedirs(os.path.dirname(cache), exist_ok=True)
        save_file(tensors, cache + ".tmp", metadata={"shape": json.dumps(shape)})
        os.replace(cache + ".tmp", cache)
    with safe_open(cache, "pt") as file:
        shape = json.loads(file.metadata()["shape"])
        return {k: file.get_tensor(k) for k in file.keys()}, shape


def kept_layers(total, wanted):
    """Which layers stay: the first, the last, and an even choice between."""
    if not wanted or wanted >= total:
        return list(range(total))
    if wanted == 1:
        return [0]
    return [round(i * (total - 1) / (wanted - 1)) for i in range(wanted)]


def initial(vocabulary, layers=None):
    """fp32 parameters by name, and the shape, for a pruned vocabulary."""
    base, shape = base_weights()
    table = base["model.embed_tokens.weight"]
    params = {
        "embed": table[vocabulary["kept"]].clone(),
        "special": torch.stack([table[p].mean(0) for p in vocabulary["pieces"]]),
        "norm": base["model.norm.weight"].clone(),
    }
    chosen = kept_layers(shape["layers"], layers)
    for new, old in enumerate(chosen):
        name = f"model.layers.{old}."
        params[f"{new}.qkv"] = torch.cat([base[f"{name}self_attn.{x}_proj.weight"] for x in "qkv"])
        params[f"{new}.o"] = base[name + "self_attn.o_proj.weight"].clone()
        params[f"{new}.gate_up"] = torch.cat([base[name + "mlp.gate_proj.weight"], base[name + "mlp.up_proj.weight"]])
        params[f"{new}.down"] = base[name + "mlp.down_proj.weight"].clone()
        params[f"{new}.norm1"] = base[name + "input_layernorm.weight"].clone()
        params[f"{new}.norm2"] = base[name + "post_attention_layernorm.weight"].clone()
    return params, {**shape, "layers": len(chosen), "kept_layers": chosen}


def with_layers(params, shape, wanted):
    """The same model with fewer layers, chosen as for a fresh start."""
    chosen = kept_layers(shape["layers"], wanted)
    places = {str(old): str(new) for new, old in enumerate(chosen)}
    kept = {}
    for name, tensor in params.items():
        layer, _, part = name.partition(".")
        if not part:
            kept[name] = tensor
        elif layer in places:
            kept[f"{places[layer]}.{part}"] = tensor
    before = shape.get("kept_layers", list(range(shape["layers"])))
    return kept, {**shape, "layers": len(chosen), "kept_layers": [before[i] for i in chosen]}


PARTS = ["norm1", "qkv", "o", "norm2", "gate_up", "down"]


def block(x, cosine, sine, norm1, qkv, o, norm2, gate_up, down, heads, kv, eps, rows=None, past=(), keep=False):
    """One layer; with rows its output is only those flat positions, with keep it also returns keys and values."""
    batch, length, width = x.shape
    head = width // heads
    h = F.rms_norm(x, (width,), norm1.to(x.dtype), eps)
    qkv = F.linear(h, qkv).view(batch, length, heads + 2 * kv, head).transpose(1, 2)
    qk, v = qkv.split([heads + kv, kv], 1)
    qk = qk * cosine.to(qk.dtype) + qk.roll(head // 2, -1) * sine.to(qk.dtype)
    q, k = qk.split([heads, kv], 1)
    if past:
        k, v = torch.cat([past[0], k], 2), torch.cat([past[1], v], 2)
    many_k = k[:, :, None].expand(-1, -1, heads // kv, -1, -1).reshape(batch, heads, -1, head)
    many_v = v[:, :, None].expand(-1, -1, heads // kv, -1, -1).reshape(batch, heads, -1, head)
    a = F.scaled_dot_product_attention(q, many_k, many_v, is_causal=length > 1)
    a = a.transpose(1, 2).reshape(batch, length, width)
    if rows is not None:
        a, x = a.reshape(-1, width)[rows], x.reshape(-1, width)[rows]
    x = x + F.linear(a, o)
    h = F.rms_norm(x, (width,), norm2.to(x.dtype), eps)
    gate, up = F.linear(h, gate_up).chunk(2, -1)
    x = x + F.linear(F.silu(gate) * up, down)
    return (x, (k, v)) if keep else x


class Llama:
    """A forward pass over a dict of tensors; holds no state but the rotary tables."""

    def __init__(self, params, shape):
        self.params, self.shape = params, shape
        self.head = shape["width"] // shape["heads"]
        self.tables = {}
        self.block = block

    def rotary(self, length, like):
        key = (like.dtype, str(like.device))
        if key not in self.tables or self.tables[key][0].shape[0] < length:
            size = max(256, length)
            inverse = 1 / (self.shape["theta"] ** (torch.arange(0, self.head, 2, dtype=torch.float32) / self.head))
            angle = torch.outer(torch.arange(size, dtype=torch.float32), inverse)
            angle = torch.cat([angle, angle], -1)
            sine = angle.sin()
            sine[:, : self.head // 2].neg_()
            self.tables[key] = (angle.cos().to(like), sine.to(like))
        return self.tables[key]

    def table(self):
        return torch.cat([self.params["embed"], self.params["special"]])

    def hidden(self, ids, table, rows=None, cache=None):
        """Final hidden states; with rows (flat positions) only those. A cache holds keys and values by layer."""
        p, s = self.params, self.shape
        length, heads, kv, width = ids.shape[1], s["heads"], s["kv_heads"], s["width"]
        x = F.embedding(ids, table)
        past = cache[0][0].shape[2] if cache else 0
        cosine, sine = self.rotary(past + length, x)
        cosine, sine = cosine[past : past + length], sine[past : past + length]
        for layer in range(s["layers"]):
            last = rows if layer == s["layers"] - 1 else None
            weights = [p[f"{layer}.{k}"] for k in PARTS]
            if cache is None:
                x = self.block(x, cosine, sine, *weights, heads, kv, s["eps"], last)
            else:
                x, keep = block(x, cosine, sine, *weights, heads, kv, s["eps"], last, cache[layer] if past else (), True)
                if past:
                    cache[layer] = keep
                else:
                    cache.append(keep)
        return F.rms_norm(x, (width,), p["norm"].to(x.dtype), s["eps"])

    def special_logits(self, ids, rows):
        """Logits of the special tokens alone, in their order."""
        return F.linear(self.hidden(ids, self.table(), rows), self.params["special"])

    @torch.no_grad()
    def greedy(self, prompts, end, limit=48, batch=64):
        """For each list of ids, the greedy continuation (with its end token) and its probability."""
        table, special = self.table(), self.params["special"]
        first = len(table) - len(special)
        groups = {}
        for i, prompt in enumerate(prompts):
            groups.setdefault(len(prompt), []).append(i)
        result = [None] * len(prompts)
        for length in sorted(groups):
            for at in range(0, len(groups[length]), batch):
                part = groups[length][at : at + batch]
                ids = torch.tensor([prompts[i] for i in part], device=table.device)
                cache, out, live = [], [[] for _ in part], list(range(len(part)))
                score = [0.0] * len(part)
                for _ in range(limit):
                    h = self.hidden(ids, table, cache=cache)[:, -1]
                    chance, best = F.log_softmax(F.linear(h, special).float(), -1).max(-1)
                    best = best + first
                    stay = []
                    for row, who in enumerate(live):
                        out[who].append(int(best[row]))
                        score[who] += float(chance[row])
                        if int(best[row]) != end:
                            stay.append(row)
                    if not stay:
                        break
                    if len(stay) < len(live):
                        live = [live[r] for r in stay]
                        cache = [(k[stay], v[stay]) for k, v in cache]
                    ids = best[stay][:, None]
                for who, i in enumerate(part):
                    result[i] = (out[who], float(torch.tensor(score[who]).exp()))
        return result


def load_checkpoint(path, dtype=torch.float32, device="cpu"):
    """A model and its vocabulary from a checkpoint of train.py."""
    from tokenizers import Tokenizer

    if os.path.isdir(path):
        path = os.path.join(path, "checkpoint.pt")
    state = torch.load(path, map_location="cpu", mmap=True, weights_only=True)
    params = {k: v.to(device, dtype) for k, v in state["params"].items()}
    vocabulary = json.loads(state["vocabulary"])
    return Llama(params, json.loads(state["shape"])), Tokenizer.from_str(state["tokenizer"]), vocabulary


def encode_prompt(tokenizer, vocabulary, text):
    return [vocabulary["bos"], *tokenizer.encode(text, add_special_tokens=False).ids, vocabulary["program"]]
