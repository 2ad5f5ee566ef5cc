"""Greedy decoding of JSONL files against a checkpoint: exact matches, how far probability can be trusted, the wrong ones."""

import argparse
import json

import torch

from model import encode_prompt, load_checkpoint


def main():
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("checkpoint", help="checkpoint.pt or its folder")
    parse.add_argument("files", nargs="+")
    parse.add_argument("--limit", type=int, default=None, help="lines of each file")
    parse.add_argument("--quiet", action="store_true", help="do not print the wrong ones")
    parse.add_argument("--threads", type=int, default=2)
    parse.add_argument("--dtype", choices=["float32", "bfloat16"], default="bfloat16")
    parse.add_argument("--device", default="cpu")
    options = parse.parse_args()
    torch.set_num_threads(options.threads)
    model, tokenizer, vocabulary = load_checkpoint(options.checkpoint, getattr(torch, options.dtype), options.device)
    names = {len(vocabulary["kept"]) + i: t for i, t in enumerate(vocabulary["specials"])}
    for file in options.files:
        rows = [json.loads(line) for line in open(file) if line.strip()][: options.limit]
        out = model.greedy([encode_prompt(tokenizer, vocabulary, r["prompt"]) for r in rows], vocabulary["end"])
        scored = []
        for row, (ids, chance) in zip(rows, out):
            got = [names.get(i, repr(tokenizer.decode([i]))) for i in ids]
            want = [t for t in row["target"] if t != "<end>"] + ["<end>"]
            scored.append((chance, got == want))
            if got != want and not options.quiet:
                print(f"{chance:.3f} {row['prompt']}\n      want {' '.join(want[:-1])}\n      got  {' '.join(got[:-1] if got[-1] == '<end>' else got)}")
        right = sum(r for _, r in scored)
        print(f"{file}: {right}/{len(rows)} = {100 * right / max(1, len(rows)):.1f}% exact")
        for least in (0.98, 0.9, 0.5):
            sure = [r for c, r in scored if c >= least]
            print(f"  probability >= {least}: {len(sure)} answered, {sum(sure)} right" + (f" = {100 * sum(sure) / len(sure):.1f}%" if sure else ""))


if __name__ == "__main__":
    main()
