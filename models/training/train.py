"""Trains the question-to-program model on a CPU (or a GPU); resumable, and data may grow meanwhile."""

import argparse
import json
import math
import os
import random
import re
import signal
import time

import torch
import torch.nn.functional as F

from model import Llama, initial, with_layers

MARKER = re.compile(r"<[A-Z]\d+>")


class BadData(Exception):
    pass


class Data:
    """The examples of some JSONL files, read anew whenever a file changes."""

    def __init__(self, files, tokenizer, vocabulary):
        self.files, self.tokenizer, self.vocabulary = files, tokenizer, vocabulary
        self.ids = {t: len(vocabulary["kept"]) + i for i, t in enumerate(vocabulary["specials"])}
        self.stamps, self.examples = {}, {}

    def read(self, name):
        rows = []
        for number, line in enumerate(open(name), 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                target = [self.ids[t] for t in row["target"]]
            except ValueError as error:
                raise BadData(f"{name}:{number}: not JSON ({error})")
            except KeyError as error:
                raise BadData(f"{name}:{number}: {error} is not in the vocabulary")
            for marker in MARKER.findall(row["prompt"]):
                if marker not in self.ids:
                    raise BadData(f"{name}:{number}: marker {marker} is not in the vocabulary")
            if not target:
                raise BadData(f"{name}:{number}: empty target")
            if target[-1] != self.vocabulary["end"]:
                target.append(self.vocabulary["end"])
            rows.append((row["prompt"], target, float(row.get("weight", 1))))
        codes = self.tokenizer.encode_batch([r[0] for r in rows], add_special_tokens=False)
        bos, program = self.vocabulary["bos"], self.vocabulary["program"]
        return [([bos, *c.ids, program], r[1], r[2]) for c, r in zip(codes, rows)]

    def refresh(self, strict=False):
        """True if anything changed. A file that is missing or being written keeps its former rows."""
        changed = False
        for name in self.files:
            try:
                stamp = os.stat(name).st_mtime_ns
                if self.stamps.get(name) == stamp:
                    continue
                self.stamps[name] = stamp
                self.examples[name] = self.read(name)
                changed = True
            except FileNotFoundError:
                if strict:
                    raise
            except BadData as error:
                if strict:
                    raise
                print(f"REFUSED, former rows stay: {error}", flush=True)
        return changed

    def all(self):
        return [e for name in self.files for e in self.examples.get(name, [])]


def epoch(examples, budget, rng):
    """Shuffled batches of about `budget` tokens, alike in length so that padding stays small."""
    picked = []
    for example in examples:
        copies = int(example[2]) + (rng.random() < example[2] % 1)
        picked += [example] * copies
    rng.shuffle(picked)
    batches, size = [], max(512, budget // 2)
    for at in range(0, len(picked), size):
        chunk = sorted(picked[at : at + size], key=lambda e: len(e[0]) + len(e[1]))
        batch, longest = [], 0
        for example in chunk:
            length = len(example[0]) + len(example[1]) - 1
            if batch and max(longest, length) * (len(batch) + 1) > budget:
                batches.append(batch)
                batch, longest = [], 0
            batch.append(example)
            longest = max(longest, length)
        batches.append(batch)
    rng.shuffle(batches)
    return batches


def collate(batch, device):
    """Right-padded inputs, the flat positions that predict a target token, and those tokens."""
    width = max(len(p) + len(t) for p, t, _ in batch) - 1
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    rows, wanted, real = [], [], 0
    for i, (prompt, target, _) in enumerate(batch):
        sequence = prompt + target[:-1]
        ids[i, : len(sequence)] = torch.tensor(sequence)
        first = i * width + len(prompt) - 1
        rows += range(first, first + len(target))
        wanted += target
        real += len(sequence)
    return ids.to(device), torch.tensor(rows, device=device), torch.tensor(wanted, device=device), real


def as_stored(weight):
    """What a weight reads back as after Q5_0: blocks of 32, a half-precision step each. Its gradient goes to the weight itself."""
    blocks = weight.reshape(-1, 32)
    low, high = blocks.aminmax(dim=-1, keepdim=True)
    step = torch.where(high > -low, high, low) / -16
    code = (blocks / torch.where(step == 0, 1, step) + 16.5).floor().clamp_(0, 31)
    return ((code - 16) * step.half().float()).reshape(weight.shape)


def exact_match(model, examples, end):
    out = model.greedy([e[0] for e in examples], end)
    return sum(o[0] == e[1] for o, e in zip(out, examples))


def main():
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("--data", nargs="+", required=True)
    parse.add_argument("--val", nargs="*", default=[])
    parse.add_argument("--vocabulary", help="folder that vocabulary.py wrote (only for a fresh start)")
    parse.add_argument("--start", help="checkpoint whose weights a fresh start takes instead of the base model's")
    parse.add_argument("--out", required=True)
    parse.add_argument("--minutes", type=float, required=True, help="training time in all, over every resumption")
    parse.add_argument("--lr", type=float, default=2e-4)
    parse.add_argument("--special-lr", type=float, default=4.0, help="factor for the special tokens' rows")
    parse.add_argument("--warmup", type=int, default=30, help="steps")
    parse.add_argument("--decay", type=float, default=0.01)
    parse.add_argument("--tokens", type=int, default=2048, help="tokens a batch, padding included")
    parse.add_argument("--layers", type=int, default=None)
    parse.add_argument("--threads", type=int, default=2)
    parse.add_argument("--compute", choices=["pure", "autocast", "fp32"], default="pure")
    parse.add_argument("--compile", action="store_true")
    parse.add_argument("--quantised", nargs="*", default=[], metavar="PART=TYPE", help="parts (gate_up=Q5_0) to train as they will be stored, with --compute pure")
    parse.add_argument("--device", default="cpu")
    parse.add_argument("--save-minutes", type=float, default=5)
    parse.add_argument("--val-minutes", type=float, default=8)
    parse.add_argument("--val-lines", type=int, default=200)
    parse.add_argument("--seed", type=int, default=1)
    options = parse.parse_args()

    from tokenizers import Tokenizer

    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    device = options.device
    os.makedirs(options.out, exist_ok=True)
    path = os.path.join(options.out, "checkpoint.pt")
    state = torch.load(path, map_location="cpu", weights_only=True) if os.path.exists(path) else None
    step, trained, seen = 0, 0.0, 0
    if state:
        tokenizer_text, vocabulary, shape = state["tokenizer"], json.loads(state["vocabulary"]), json.loads(state["shape"])
        if options.layers and options.layers != shape["layers"]:
            raise SystemExit(f"the checkpoint has {shape['layers']} layers")
        master = {k: v.to(device) for k, v in state["params"].items()}
        step, trained, seen = state["step"], state["trained"], state["seen"]
        torch.set_rng_state(state["torch_rng"])
        kind, numbers, gauss = json.loads(state["python_rng"])
        rng.setstate((kind, tuple(numbers), gauss))
        print(f"resumed at step {step}, {trained / 60:.1f} min, {seen} examples", flush=True)
    elif options.start:
        former = torch.load(options.start, map_location="cpu", weights_only=True)
        tokenizer_text, vocabulary, shape = former["tokenizer"], json.loads(former["vocabulary"]), json.loads(former["shape"])
        master, shape = with_layers(former["params"], shape, options.layers)
        master = {k: v.to(device) for k, v in master.items()}
    else:
        if not options.vocabulary:
            raise SystemExit("a fresh start needs --vocabulary or --start")
        tokenizer_text = open(os.path.join(options.vocabulary, "tokenizer.json")).read()
        vocabulary = json.load(open(os.path.join(options.vocabulary, "vocabulary.json")))
        master, shape = initial(vocabulary, options.layers)
        master = {k: v.to(device) for k, v in master.items()}
    tokenizer = Tokenizer.from_str(tokenizer_text)
    data, val = Data(options.data, tokenizer, vocabulary), Data(options.val, tokenizer, vocabulary)
    data.refresh(strict=True)
    val.refresh(strict=True)
    assert data.all(), "no examples"

    names = list(master)
    pure = options.compute == "pure"
    for tensor in master.values():
        tensor.requires_grad_()
    work = {k: v.detach().bfloat16().requires_grad_() for k, v in master.items()} if pure else master
    groups = [
        {"params": [master[k] for k in names if master[k].dim() > 1 and k not in ("embed", "special")], "weight_decay": options.decay, "factor": 1.0},
        {"params": [master[k] for k in names if master[k].dim() == 1 or k == "embed"], "weight_decay": 0.0, "factor": 1.0},
        {"params": [master["special"]], "weight_decay": 0.0, "factor": options.special_lr},
    ]
    optimizer = torch.optim.AdamW(groups, lr=options.lr, betas=(0.9, 0.98), eps=1e-8, fused=True)
    if state:
        optimizer.load_state_dict(state["optimizer"])
        for group, given in zip(optimizer.param_groups, groups):
            group.update(weight_decay=given["weight_decay"], factor=given["factor"])
        del state
    stored = dict(q.split("=") for q in options.quantised)
    assert not stored or pure, "--quantised needs --compute pure"
    assert set(stored.values()) <= {"Q5_0"}, "only Q5_0 is written here"
    rounded = [k for k in names if k.split(".")[-1] in stored]
    assert len({k.split(".")[-1] for k in rounded}) == len(stored), "a part of that name does not exist"
    if rounded:
        with torch.no_grad():
            for k in rounded:
                work[k].copy_(as_stored(master[k]))
    model = Llama(work, shape)
    # The app chooses among the dialect's tokens only, so the loss is taken over those.
    first = len(vocabulary["kept"])
    loss_of = lambda ids, rows, wanted: F.cross_entropy(model.special_logits(ids, rows).float(), wanted - first)
    if options.compile:
        model.block = torch.compile(model.block, dynamic=True)

    def save():
        record = {
            "params": {k: v.detach() for k, v in master.items()},
            "optimizer": optimizer.state_dict(),
            "step": step,
            "trained": trained,
            "seen": seen,
            "torch_rng": torch.get_rng_state(),
            "python_rng": json.dumps(rng.getstate()),
            "tokenizer": tokenizer_text,
            "vocabulary": json.dumps(vocabulary),
            "shape": json.dumps(shape),
        }
        torch.save(record, path + ".tmp")
        os.replace(path + ".tmp", path)

    def validate(label):
        val.refresh()
        for name in options.val:
            part = val.examples[name]
            if len(part) > options.val_lines:
                part = random.Random(0).sample(part, options.val_lines)
            if pure:
                right = exact_match(model, part, vocabulary["end"])
            else:
                with torch.autocast(device, torch.bfloat16, enabled=options.compute == "autocast"):
                    right = exact_match(model, part, vocabulary["end"])
            print(f"{label} {os.path.basename(name)} {right}/{len(part)} = {100 * right / max(1, len(part)):.1f}%", flush=True)

    stopping = []
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stopping.append(1))

    params = sum(v.numel() for v in master.values())
    print(f"{params / 1e6:.1f} M parameters, {shape['layers']} layers, {options.compute}, {options.threads} threads", flush=True)
    print("data", {os.path.basename(k): len(v) for k, v in data.examples.items()}, flush=True)
    limit = options.minutes * 60
    batches, checked, fresh = [], False, step
    saved = validated = time.time()
    spent, tokens, padded, losses = 0.0, 0, 0, []
    while trained < limit and not stopping:
        begin = time.time()
        if data.refresh():
            batches = []
            print("data", {os.path.basename(k): len(v) for k, v in data.examples.items()}, flush=True)
        if not batches:
            batches = epoch(data.all(), options.tokens, rng)
        batch = batches.pop()
        ids, rows, wanted, real = collate(batch, device)
        if options.compute == "autocast":
            with torch.autocast(device, torch.bfloat16):
                loss = loss_of(ids, rows, wanted)
        else:
            loss = loss_of(ids, rows, wanted)
        loss.backward()
        if not checked:
            for k in names:
                assert work[k].grad is not None and work[k].grad.isfinite().all() and work[k].grad.abs().sum() > 0, f"{k} gets no gradient"
            checked = True
        if pure:
            for k in names:
                master[k].grad = work[k].grad.float()
                work[k].grad = None
        norm = torch.nn.utils.clip_grad_norm_(master.values(), 1.0)
        done = min(1.0, trained / limit)
        rate = options.lr * min(1.0, (step + 1) / options.warmup) * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * done)))
        for group in optimizer.param_groups:
            group["lr"] = rate * group["factor"]
        value = loss.item()
        if math.isfinite(value) and math.isfinite(norm.item()):
            optimizer.step()
        else:
            print(f"step {step} skipped: loss {value}, gradient {norm.item()}", flush=True)
        optimizer.zero_grad(set_to_none=True)
        if pure:
            with torch.no_grad():
                torch._foreach_copy_([work[k] for k in names], [as_stored(master[k]) if k in rounded else master[k] for k in names])
        step += 1
        seen += len(batch)
        tokens += real
        padded += ids.numel()
        losses.append(value)
        passed = time.time() - begin
        trained += passed
        spent += passed
        if step % 20 == 0 or step == fresh + 2:
            print(
                f"{trained / 60:.1f} min step {step} loss {sum(losses) / len(losses):.4f} examples {seen} "
                f"{tokens / spent:.0f} tok/s padding {100 * (1 - tokens / padded):.0f}% lr {rate:.1e} gradient {norm.item():.2f}",
                flush=True,
            )
            spent, tokens, padded, losses = 0.0, 0, 0, []
        if time.time() - saved > options.save_minutes * 60:
            save()
            saved = time.time()
        if options.val and time.time() - validated > options.val_minutes * 60:
            validate("VAL")
            validated = time.time()
    save()
    print(f"saved {path} at step {step}, {trained / 60:.1f} min, {seen} examples", flush=True)
    if not stopping:
        validate("FINAL")


if __name__ == "__main__":
    main()
