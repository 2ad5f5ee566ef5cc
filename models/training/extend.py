"""Gives a trained checkpoint words of another language.

Learns further merges on top of the tokenizer's own from the words of JSONL files, and starts each new token from what
the base model knows of its English gloss: a word from the pieces of its gloss, a part of words from those of the words
that hold it. Everything else of the checkpoint stays; the optimizer starts anew.
"""

import argparse
import collections
import json
import os
import re

import torch
from tokenizers import Tokenizer

from model import base_weights
from vocabulary import find_gguf, make_tokenizer, read_base, split_specials


def words_of(files, pattern, known, tokenizer):
    """How often each pre-tokenised word with a letter outside ASCII occurs, as the byte-level text that BPE sees."""
    counts = collections.Counter()
    for name in files:
        for line in open(name):
            if not line.strip():
                continue
            for part in split_specials(json.loads(line)["prompt"], pattern):
                if part not in known:
                    for word, _ in tokenizer.pre_tokenizer.pre_tokenize_str(part):
                        counts[word] += 1
    return counts


def learn(counts, bpe, merges_wanted, least):
    """New merges by frequency, starting from how the present merges cut each word."""
    cut = {}
    for word in counts:
        cut[word] = [t.value for t in bpe.model.tokenize(word)]
    merges = []
    while len(merges) < merges_wanted:
        pairs = collections.Counter()
        for word, pieces in cut.items():
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] += counts[word]
        if not pairs:
            break
        (left, right), seen = max(pairs.items(), key=lambda item: (item[1], item[0]))
        if seen < least:
            break
        merges.append((left, right))
        for word, pieces in cut.items():
            at, joined = 0, []
            while at < len(pieces):
                if at + 1 < len(pieces) and pieces[at] == left and pieces[at + 1] == right:
                    joined.append(left + right)
                    at += 2
                else:
                    joined.append(pieces[at])
                    at += 1
            cut[word] = joined
    return merges, cut


def main():
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("checkpoint")
    parse.add_argument("out")
    parse.add_argument("--data", nargs="+", required=True)
    parse.add_argument("--glossary", nargs="+", required=True, help="TSV: word, English gloss")
    parse.add_argument("--merges", type=int, default=3000)
    parse.add_argument("--least", type=int, default=3, help="a merge must occur so often")
    options = parse.parse_args()
    state = torch.load(options.checkpoint, map_location="cpu", weights_only=True)
    vocabulary = json.loads(state["vocabulary"])
    old = Tokenizer.from_str(state["tokenizer"])
    model = json.loads(state["tokenizer"])["model"]
    specials, kept = vocabulary["specials"], vocabulary["kept"]
    pattern = re.compile("(" + "|".join(re.escape(t) for t in sorted(specials, key=len, reverse=True)) + ")")
    glossary = {}
    for name in options.glossary:
        for line in open(name):
            word, _, gloss = line.rstrip("\n").partition("\t")
            if gloss:
                glossary[word] = gloss

    counts = words_of(options.data, pattern, set(specials), old)
    latin = re.compile(r"^[\x21-\x7eĠ]*$")
    counts = {w: c for w, c in counts.items() if not latin.match(w)}
    for word in glossary:
        for part, _ in old.pre_tokenizer.pre_tokenize_str(" " + word):
            counts[part] = counts.get(part, 0) + 1
    merges, cut = learn(counts, old, options.merges, options.least)

    tokens = [None] * len(kept)
    for token, i in model["vocab"].items():
        if i < len(kept):
            tokens[i] = token
    new = []
    for left, right in merges:
        if left + right not in new and left + right not in model["vocab"]:
            new.append(left + right)
    before = [tuple(m) if isinstance(m, list) else tuple(m.split(" ")) for m in model["merges"]]
    tokenizer = make_tokenizer(tokens + new, before + merges, specials)

    base, _ = base_weights()
    table = base["model.embed_tokens.weight"]
    base_tokens, base_merges, _, _ = read_base(find_gguf())
    full = make_tokenizer(base_tokens, base_merges, [])
    vector = lambda text: table[full.encode(" " + text, add_special_tokens=False).ids].mean(0)
    sums, weights = {}, collections.Counter()
    plain = lambda word: tokenizer.decoder.decode([word]).strip()
    for word, pieces in cut.items():
        gloss = glossary.get(plain(word))
        if not gloss:
            continue
        v = vector(gloss)
        for piece in pieces:
            # A whole word is its gloss; a part of words leans to those that hold it, the more of them it covers.
            share = (len(piece) / len(word)) ** 2 * counts[word]
            sums[piece] = sums.get(piece, 0) + v * share
            weights[piece] += share
    trained = {t: i for i, t in enumerate(tokens)}
    rows, glossed = [], 0
    made = {a + b: (a, b) for a, b in merges}
    embed = state["params"]["embed"]
    found = {}
    for token in new:
        if weights[token] > 0:
            found[token] = sums[token] / weights[token]
            glossed += 1
        else:
            parts = [found[p] if p in found else embed[trained[p]] for p in made[token]]
            found[token] = torch.stack(parts).mean(0)
        rows.append(found[token])
    state["params"]["embed"] = torch.cat([embed, torch.stack(rows)])
    vocabulary["kept"] = kept + [-1] * len(new)
    vocabulary["program"] += len(new)
    vocabulary["end"] += len(new)
    record = {"params": state["params"], "tokenizer": tokenizer.to_str(), "vocabulary": json.dumps(vocabulary), "shape": state["shape"]}
    os.makedirs(os.path.dirname(options.out) or ".", exist_ok=True)
    torch.save(record, options.out)
    texts = [json.loads(line)["prompt"] for name in options.data for line in open(name)][:2000]
    length = lambda t: sum(len(t.encode(x, add_special_tokens=False).ids) for x in texts) / max(1, len(texts))
    print(f"{len(new)} new tokens, {glossed} from glosses; {length(old):.1f} tokens a text before, {length(tokenizer):.1f} after")


if __name__ == "__main__":
    main()
