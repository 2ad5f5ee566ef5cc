#!/usr/bin/env python3
"""Verifies evidence bundles of WatLedger with the Python standard library alone (3.8 or newer).

    python3 -I verify.py [--key VKEY]... [--anchor FILE]... [--json] BUNDLE...

What is checked: every file against SHA256SUMS; the Merkle tree (RFC 6962) from its leaves to the signed root; the proof of
every record (RFC 9162, 2.1.3.2 and 2.1.4.2); the checkpoint (C2SP signed-note, tlog-checkpoint) and the SSH signatures
(PROTOCOL.sshsig) with Ed25519 (RFC 8032); canonical JSON (RFC 8785); every blob against its name; that records do not
contradict themselves; and that computations.csv says what the records say. What is not: programs are not run again, and the
HTML, PDF and XLSX reports are checked by their hashes only; `watledger verify` does that.

--key     a key that may have signed ("name+hash+key", or a file of such lines); without it any key passes and is named
--anchor  a checkpoint that you kept earlier: the ledger must still be the one that it was signed for

The exit code is 0 where everything holds, 1 where something does not, 2 where the call is not understood.
"""
import argparse
import base64
import binascii
import decimal
import hashlib
import json
import os
import re
import stat
import sys

FORMAT = 1
NAMESPACE = b"checkpoint@watledger"
MAX_FILE = 512 * 1024 * 1024
MAX_ENTRY = 65535
MAX_DEPTH = 500
GENESIS = "0" * 64
HEX64 = re.compile(r"[0-9a-f]{64}\Z")
PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*\Z")


class Stop(Exception):
    """Ends the check of a bundle: nothing after the fault could be judged."""


class Bad(Exception):
    """Something that is not what it should be, in a sentence."""


# --- Hashes and the tree -------------------------------------------------------------------------------------------


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(entry):
    return sha256(b"\x00" + entry)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


class Tree:
    """Complete subtrees by level, from the leaf hashes."""

    def __init__(self, leaves):
        self.levels = [list(leaves)]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            self.levels.append([node_hash(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)])

    def range(self, start, end):
        count = end - start
        if count & (count - 1) == 0:
            return self.levels[count.bit_length() - 1][start // count]
        split = 1 << ((count - 1).bit_length() - 1)
        return node_hash(self.range(start, start + split), self.range(start + split, end))

    def root(self, size):
        return self.range(0, size) if size else sha256(b"")


def verify_inclusion(leaf, index, size, path, root):
    if not 0 <= index < size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while fn & 1 == 0 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def verify_consistency(first, second, first_root, second_root, path):
    if not 0 < first <= second:
        return False
    if first == second:
        return not path and first_root == second_root
    path = list(path)
    if first & (first - 1) == 0:
        path.insert(0, first_root)
    if len(path) < 2:
        return False
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while fn & 1 == 0 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first_root and sr == second_root


# --- Ed25519, verification only (RFC 8032, section 6) -----------------------------------------------------------------

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def _add(a, b):
    x = (a[1] - a[0]) * (b[1] - b[0]) % P
    y = (a[1] + a[0]) * (b[1] + b[0]) % P
    c = 2 * a[3] * b[3] * D % P
    d = 2 * a[2] * b[2] % P
    e, f, g, h = y - x, d - c, d + c, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P


def _double(a):
    x, y, z = a[0] * a[0] % P, a[1] * a[1] % P, 2 * a[2] * a[2] % P
    h = x + y
    e = h - (a[0] + a[1]) * (a[0] + a[1])
    g = x - y
    f = z + g
    return e * f % P, g * h % P, f * g % P, e * h % P


def _point(data):
    if len(data) != 32:
        return None
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else (0, y, 1, 0)
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * SQRT_M1 % P
    if (x * x - x2) % P:
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


_G_Y = 4 * pow(5, P - 2, P) % P
G = _point((_G_Y).to_bytes(32, "little"))


def _both(s, h, a):
    """[s]G + [h]a, bit by bit."""
    both = _add(G, a)
    out = (0, 1, 1, 0)
    for i in range(max(s.bit_length(), h.bit_length()) - 1, -1, -1):
        out = _double(out)
        pick = (s >> i & 1) | (h >> i & 1) << 1
        if pick:
            out = _add(out, (G, a, both)[pick - 1])
    return out


def ed25519_verify(public, message, signature):
    if len(signature) != 64:
        return False
    a = _point(public)
    s = int.from_bytes(signature[32:], "little")
    if a is None or s >= Q:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    x, y, z, _ = _both(s, h, (P - a[0], a[1], 1, P - a[3]))  # R = [s]G - [h]A
    inverse = pow(z, P - 2, P)
    x, y = x * inverse % P, y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


_seen = {}


def signed(public, message, signature):
    key = (public, message, signature)
    if key not in _seen:
        if len(_seen) > 10000:
            _seen.clear()
        _seen[key] = ed25519_verify(public, message, signature)
    return _seen[key]


# --- Notes, checkpoints, SSH signatures ----------------------------------------------------------------------------


def from_base64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.b64encode(data).decode() == text else None


class Key:
    def __init__(self, vkey):
        match = re.match(r"([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})\Z", vkey)
        data = from_base64(match.group(3)) if match else None
        if data is None or len(data) != 33 or data[0] != 1:
            raise Bad("This is not the verifier key of a signed note (name+hash+key, Ed25519).")
        self.vkey, self.name, self.public = vkey, match.group(1), data[1:]
        self.id = sha256(self.name.encode() + b"\n" + data)[:4]
        if self.id.hex() != match.group(2):
            raise Bad("The verifier key is damaged: its hash does not fit its name and key.")


def open_checkpoint(note, key):
    """(size, root) of a checkpoint with a good signature of the key."""
    text, gap, tail = note.rpartition("\n\n")
    text += "\n"
    if not gap or not tail.endswith("\n") or re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text):
        raise Bad("This is not a signed checkpoint: a text, an empty line and signature lines.")
    own = []
    for line in tail[:-1].split("\n"):
        match = re.match(r"\u2014 ([^+\s]+) ([A-Za-z0-9+/]+={0,2})\Z", line)
        data = from_base64(match.group(2)) if match else None
        if data is None or len(data) < 5:
            raise Bad("This is not a signed checkpoint: a text, an empty line and signature lines.")
        if match.group(1) == key.name and data[:4] == key.id:
            own.append(data[4:])
    lines = text.split("\n")
    root = from_base64(lines[2]) if len(lines) == 4 else None
    if root is None or len(root) != 32 or not re.match(r"(0|[1-9][0-9]{0,15})\Z", lines[1]):
        raise Bad("This is not a checkpoint of a ledger: it needs an origin, a size and a root.")
    if lines[0] != key.name:
        raise Bad("The checkpoint is of the ledger %s, not of %s." % (lines[0], key.name))
    if len(own) != 1 or not signed(key.public, text.encode(), own[0]):
        raise Bad("The checkpoint has no good signature of the key %s." % key.name)
    return int(lines[1]), root


def field(data):
    return len(data).to_bytes(4, "big") + data


def verify_ssh(message, armoured, key):
    try:
        signature = base64.b64decode("".join(armoured.split("\n")[1:-2]))[-64:]
    except (binascii.Error, ValueError):
        signature = b""
    public = field(b"ssh-ed25519") + field(key.public)
    inner = field(b"ssh-ed25519") + field(signature)
    blob = b"SSHSIG\0\0\0\1" + field(public) + field(NAMESPACE) + field(b"") + field(b"sha512") + field(inner)
    text = base64.b64encode(blob).decode()
    lines = "".join(text[i : i + 70] + "\n" for i in range(0, len(text), 70))
    if len(signature) != 64 or armoured != "-----BEGIN SSH SIGNATURE-----\n%s-----END SSH SIGNATURE-----\n" % lines:
        raise Bad("This is not an SSH signature of the key %s." % key.name)
    digest = hashlib.sha512(message).digest()
    data = b"SSHSIG" + field(NAMESPACE) + field(b"") + field(b"sha512") + field(digest)
    if not signed(key.public, data, signature):
        raise Bad("The SSH signature of the key %s does not fit the file." % key.name)


# --- Canonical JSON ------------------------------------------------------------------------------------------------


def _pairs(pairs):
    out = dict(pairs)
    if len(out) != len(pairs):
        raise ValueError("a key stands twice")
    return out


def _refuse(text):
    raise ValueError("%s is not an integer" % text)


def canonical(value, depth=0):
    """RFC 8785, for integers and strings; raises ValueError for other numbers and for halves of characters."""
    if depth > MAX_DEPTH:
        raise ValueError("it nests too deeply")
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        if abs(value) > 2**53 - 1:
            raise ValueError("an integer is too large")
        return str(value)
    if isinstance(value, str):
        value.encode("utf-8")
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(canonical(v, depth + 1) for v in value) + "]"
    keys = sorted(value, key=lambda k: k.encode("utf-16-be"))
    return "{" + ",".join(canonical(k) + ":" + canonical(value[k], depth + 1) for k in keys) + "}"


def read_canonical(text):
    """The value of canonical JSON; raises ValueError for any other text."""
    try:
        value = json.loads(text, object_pairs_hook=_pairs, parse_float=_refuse, parse_constant=_refuse)
        if canonical(value) != text:
            raise ValueError("it is written in another way")
    except RecursionError:
        raise ValueError("it nests too deeply") from None
    return value


# --- What records say ----------------------------------------------------------------------------------------------

DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?\Z")
FORMULA = re.compile("[ \u00a0]*[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r\n]")
EXACT = decimal.Context(prec=400, rounding=decimal.ROUND_HALF_UP, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN)
RUNTIME = decimal.Context(prec=34, rounding=decimal.ROUND_HALF_EVEN, Emax=6144, Emin=-6143)
COLUMNS = [
    "Record", "Time (UTC)", "User", "Status", "Question", "Value", "Unit", "Display", "Sentence", "Confidence", "Inputs",
    "Result of the program", "Rounding", "Corrects record", "SHA-256 of the record",
]


def csv_line(cells):
    shown = ["'" + c if FORMULA.match(c) and not DECIMAL.match(c) else c for c in cells]
    return ",".join('"' + c.replace('"', '""') + '"' for c in shown) + "\r\n"


def csv_row(number, digest, record):
    card, result = record["card"], record.get("result")
    corrects = [str(link["record"]) for link in record.get("links", []) if link["kind"] == "corrects"]
    value = "" if card["value"] is None else card["value"]
    outcome = "" if result is None else result["value"] if result["ok"] else result["trap"]
    return [
        str(number), card["time"], record.get("user", ""), card["status"], card["question"], value, card["unit"],
        card["display"], card["sentence"], card["confidence"],
        "; ".join("%s: %s" % (i["label"], i["display"]) for i in card["inputs"]),
        outcome, record.get("rounding", ""), "; ".join(corrects), digest,
    ]


def check_decimal(text):
    if not isinstance(text, str) or not DECIMAL.match(text):
        raise Bad("it holds an amount that is not a decimal in a text")
    return EXACT.create_decimal(text)


def judge(number, record, program, blob, hash_of):
    """Raises Bad where a record contradicts itself."""
    card, result = record["card"], record.get("result")
    if card["status"] != "answered":
        if card["value"] is not None:
            raise Bad("it has a value although it was not answered")
    else:
        if card["value"] is None or result is None or not result["ok"]:
            raise Bad("it was answered without a value or a result")
        value = check_decimal(card["value"])
        scale = decimal.Decimal(100 if card["unit"] == "%" else 1)
        if EXACT.multiply(check_decimal(result["value"]), scale) != value:
            raise Bad("its value %s is not the result of its program, %s" % (card["value"], result["value"]))
        match = re.match(r"(-?[0-9,]+(?:\.([0-9]+))?)(?: |\Z)", card["display"])
        places = len(match.group(2) or "") if match else 0
        shown = check_decimal(match.group(1).replace(",", "")) if match else None
        if shown is None or EXACT.quantize(value, decimal.Decimal(1).scaleb(-places)) != shown:
            raise Bad("it shows %s, which is not its value %s rounded" % (json.dumps(card["display"]), card["value"]))
    args, bindings, blobs = record["args"], record["bindings"], record.get("blobs", {})
    if not program:
        if args or "module" in blobs:
            raise Bad("it has arguments or a module without a program")
    elif [b["value"] for b in bindings] != args or [b["param"] for b in bindings] != [i["name"] for i in card["inputs"]]:
        raise Bad("its inputs are not the arguments of its program")
    if "runtime" in blobs and record["versions"].get("runtime") != blobs["runtime"]:
        raise Bad("it names one decimal runtime and keeps another")
    for link in record.get("links", []):
        if link["record"] >= number:
            raise Bad("it refers to record %d, which is not before it" % link["record"])
        found = hash_of(link["record"])
        if found is not None and found != link["hash"]:
            raise Bad("it refers to record %d by a hash that is not its own" % link["record"])
    if record.get("format", 1) == 2:
        check_rates(record, blob)


def check_rates(record, blob):
    used = [(i["source"], b["value"]) for i, b in zip(record["card"]["inputs"], record["bindings"]) if i["source"]["kind"] == "rate"]
    if not used:
        return
    try:
        rows = read_canonical(blob(record.get("blobs", {}).get("rates", "")).decode())["rates"]
        days = [(r["date"], r["base"], RUNTIME.create_decimal(r["perBase"]), r["file"]) for r in rows]
    except (AttributeError, ValueError, KeyError, TypeError, decimal.InvalidOperation):
        raise Bad("the rates that it used are missing or cannot be read") from None
    for source, value in used:
        listed = any(r["date"] == source["date"] and r["source"] == source["source"] for r in record.get("rates", []))
        if source["source"] == "same currency":
            fits = value == "1"
        else:
            fits = listed and fits_rates(check_decimal(value), [d for d in days if d[0] == source["date"]])
        if not fits:
            raise Bad("its exchange rate %s does not come from the rates of %s that it keeps" % (value, source["date"]))
    kept = {sha for part, sha in record.get("blobs", {}).items() if part.startswith("rate-file-")}
    if any(day[3] is not None and day[3] not in kept for day in days):
        raise Bad("a file that its rates come from is missing")


def fits_rates(wanted, days):
    bases = {}
    for _, base, rate, _ in days:
        bases.setdefault(base, [decimal.Decimal(1)]).append(rate)
    return any(f != 0 and RUNTIME.divide(t, f) == wanted for legs in bases.values() for f in legs for t in legs)


# --- The bundle ----------------------------------------------------------------------------------------------------


def safe_name(name):
    return len(name) <= 200 and all(PART.match(part) for part in name.split("/"))


def record_of(name):
    match = re.match(r"(?:records|proofs)/0*([0-9]+)\.json\Z", name)
    return int(match.group(1)) if match else None


def tile_row(level, count):
    """(path, first, width) of the tiles of one level."""
    for index in range((count + 255) // 256):
        width = min(256, count - index * 256)
        digits = "%d" % index
        digits = digits.zfill((len(digits) + 2) // 3 * 3)
        parts = [digits[i : i + 3] for i in range(0, len(digits), 3)]
        name = "/".join(["x" + part for part in parts[:-1]] + parts[-1:])
        yield "tile/%s/%s%s" % (level, name, ".p/%d" % width if width < 256 else ""), index * 256, width


def entry_of(body):
    if len(body) <= MAX_ENTRY:
        return body
    return ('{"body":{"bytes":%d,"sha256":"%s"}}' % (len(body), sha256(body).hex())).encode()


class Bundle:
    def __init__(self, root, keys, anchors):
        self.root, self.keys, self.anchor_notes = root, keys, anchors
        self.faults, self.remarks = [], []
        self.used = {"SHA256SUMS", "SHA256SUMS.sig"}
        self.manifest, self.anchored = None, 0
        self.names = set()

    def fault(self, record, message):
        self.faults.append((record, message))

    def stop(self, message, record=None):
        self.fault(record, message)
        raise Stop()

    def first(self):
        named = sorted((f for f in self.faults if f[0] is not None), key=lambda f: f[0])
        return (named or self.faults or [None])[0]

    def walk(self, folder="", depth=0):
        for entry in sorted(os.listdir(os.path.join(self.root, folder))):
            name = folder + "/" + entry if folder else entry
            info = os.lstat(os.path.join(self.root, name))
            if not safe_name(name) or depth > 8:
                self.fault(None, "The bundle has a file with a name that is not plain: %s." % json.dumps(name[:120]))
            elif stat.S_ISDIR(info.st_mode):
                self.walk(name, depth + 1)
            elif not stat.S_ISREG(info.st_mode):
                self.fault(record_of(name), "%s is a link or something else that is not a file." % name)
            elif info.st_size > MAX_FILE:
                self.fault(record_of(name), "%s is too large." % name)
            else:
                self.names.add(name)

    def read(self, name):
        if name not in self.names:
            return None
        with open(os.path.join(self.root, name), "rb") as file:
            return file.read()

    def use(self, name):
        self.used.add(name)
        return self.read(name)

    def text(self, name):
        data = self.use(name)
        try:
            return None if data is None else data.decode("utf-8")
        except UnicodeDecodeError:
            return None

    def json(self, name):
        text = self.text(name)
        try:
            return None if text is None else read_canonical(text)
        except ValueError:
            return None

    def blob(self, digest):
        data = self.read("blobs/" + digest)
        return data if data is not None and sha256(data).hex() == digest else None

    def check(self):
        self.walk()
        self.check_sums()
        self.check_manifest()
        key = self.check_key()
        self.check_checkpoint(key)
        self.check_signatures(key)
        tree = self.check_tree()
        records = self.check_records(tree)
        self.check_entries()
        self.check_anchors(tree, key)
        self.check_blobs(records)
        self.check_csv(records)
        for name in ("computations.xlsx", "report.html", "report.pdf", "verify.py", "README.txt"):
            if self.use(name) is None:
                self.fault(None, "%s is missing." % name)
        self.check_readme()
        for name in sorted(self.names - self.used):
            self.fault(record_of(name), "%s does not belong into this bundle." % name)

    def check_sums(self):
        text = self.text("SHA256SUMS")
        if text is None or not text.endswith("\n"):
            self.stop("SHA256SUMS is missing or is not text.")
        sums, last = {}, ""
        for line in text[:-1].split("\n"):
            match = re.match(r"([0-9a-f]{64})  (.+)\Z", line)
            if not match or not safe_name(match.group(2)):
                self.stop("SHA256SUMS has a line that is not a hash and a plain name: %s." % json.dumps(line[:120]))
            if match.group(2) <= last:
                self.stop("SHA256SUMS names %s twice or out of order." % json.dumps(match.group(2)))
            last = match.group(2)
            sums[last] = match.group(1)
        for name, digest in sums.items():
            data = self.read(name)
            if data is None:
                self.fault(record_of(name), "%s is listed in SHA256SUMS and is missing." % name)
            elif sha256(data).hex() != digest:
                self.fault(record_of(name), "%s does not have the hash that SHA256SUMS lists." % name)
        for name in sorted(self.names - set(sums) - self.used):
            self.fault(record_of(name), "%s is not listed in SHA256SUMS." % name)

    def check_manifest(self):
        m = self.json("bundle.json")
        try:
            good = (
                set(m) == {"format", "origin", "vkey", "size", "root", "records", "selection", "made"}
                and m["format"] == FORMAT and type(m["size"]) is int and m["size"] > 0
                and HEX64.match(m["root"]) and m["records"]
                and isinstance(m["origin"], str) and isinstance(m["vkey"], str)
                and all(type(n) is int for n in m["records"])
                and set(m["selection"]) == {"from", "to", "search"} and set(m["made"]) == {"app"}
            )
        except TypeError:
            good = False
        if not good:
            self.stop("bundle.json is not the table of contents of a bundle.")
        if any(not before < n <= m["size"] for before, n in zip([0] + m["records"], m["records"])):
            self.stop("bundle.json lists records that are out of order or not in the ledger.")
        self.manifest = m
        self.root_hash = bytes.fromhex(m["root"])

    def check_key(self):
        m = self.manifest
        try:
            key = Key(m["vkey"])
        except Bad as bad:
            self.stop(str(bad))
        if key.name != m["origin"] or m["origin"] != "watledger.invalid/" + sha256(key.public).hex()[:32]:
            self.stop("The name of the ledger does not come from its key.")
        if not self.keys:
            self.remarks.append("Compare the key with the one that the ledger's owner told you: " + m["vkey"])
        elif m["vkey"] not in self.keys:
            self.fault(None, "The bundle is signed by %s, which is none of the keys that were given." % m["origin"])
        return key

    def check_checkpoint(self, key):
        note = self.text("checkpoint")
        if note is None:
            self.stop("The checkpoint is missing.")
        try:
            if open_checkpoint(note, key) != (self.manifest["size"], self.root_hash):
                self.fault(None, "The checkpoint speaks of another tree than bundle.json.")
        except Bad as bad:
            self.fault(None, str(bad))

    def check_signatures(self, key):
        for name in ("checkpoint", "SHA256SUMS"):
            try:
                verify_ssh(self.read(name) or b"", self.text(name + ".sig") or "", key)
            except Bad as bad:
                self.fault(None, "%s.sig: %s" % (name, bad))
        public = base64.b64encode(field(b"ssh-ed25519") + field(key.public)).decode()
        if self.text("allowed_signers") != '%s namespaces="%s" ssh-ed25519 %s\n' % (key.name, NAMESPACE.decode(), public):
            self.fault(None, "allowed_signers does not name the key of the ledger, and no other.")

    def check_tree(self):
        size, leaves, tree, level, count = self.manifest["size"], [], None, 0, self.manifest["size"]
        while count > 0:
            for name, first, width in tile_row(level, count):
                data = self.use(name)
                if data is None or len(data) != width * 32:
                    self.stop("%s is missing or has another size than it should." % name)
                if level == 0:
                    leaves += [data[i : i + 32] for i in range(0, len(data), 32)]
                elif b"".join(tree.levels[8 * level][first : first + width]) != data:
                    self.fault(None, "%s does not follow from the tiles below it." % name)
            if level == 0:
                tree = Tree(leaves)
            level, count = level + 1, count >> 8
        if tree.root(size) != self.root_hash:
            self.fault(None, "The tiles give another root than the signed one.")
        return tree

    def check_records(self, tree):
        size, hashes, out = self.manifest["size"], {}, []
        for number in self.manifest["records"]:
            body = self.use("records/%08d.json" % number)
            if body is None:
                self.fault(number, "Record %d is missing." % number)
                continue
            leaf = leaf_hash(entry_of(body))
            if leaf != tree.levels[0][number - 1]:
                where = ": it is record %d" % (tree.levels[0].index(leaf) + 1) if leaf in tree.levels[0] else ""
                self.fault(number, "Record %d is not the one that was signed%s." % (number, where))
            digest = self.check_proof(number, body, leaf, size, hashes)
            if digest is None:
                continue
            hashes[number] = digest
            record = self.check_record(number, body, hashes.get)
            if record is not None:
                out.append((number, digest, record))
        return out

    def check_proof(self, number, body, leaf, size, hashes):
        proof = self.json("proofs/%08d.json" % number)
        try:
            path = [bytes.fromhex(p) if HEX64.match(p) else None for p in proof["path"]]
            good = set(proof) == {"hash", "index", "leaf", "path", "previous", "size"} and None not in path
            good = good and HEX64.match(proof["previous"]) and HEX64.match(proof["hash"])
        except (TypeError, KeyError):
            good = False
        if not good:
            self.fault(number, "The proof of record %d is missing or is not a proof." % number)
            return None
        at = (proof["index"], proof["size"], proof["leaf"])
        if at != (number - 1, size, leaf.hex()) or not verify_inclusion(leaf, number - 1, size, path, self.root_hash):
            self.fault(number, "The proof of record %d does not lead from the record to the signed root." % number)
        before = GENESIS if number == 1 else hashes.get(number - 1)
        chain = sha256(proof["previous"].encode() + b"\n" + body).hex()
        if chain != proof["hash"] or (before is not None and before != proof["previous"]):
            self.fault(number, "Record %d does not follow the record before it." % number)
        return proof["hash"]

    def check_record(self, number, body, hash_of):
        try:
            record = read_canonical(body.decode("utf-8"))
        except ValueError:
            self.fault(number, "Record %d is not canonical JSON: a key twice, a fraction, or another way of writing." % number)
            return None
        try:
            digest = record.get("blobs", {}).get("wat") if record.get("format", 1) == 2 else None
            program = (self.blob(digest) if digest else record.get("wat", "").encode()) if digest or "wat" in record else b""
            if program is None:
                self.fault(number, "The program of record %d is missing or was changed." % number)
                return None
            judge(number, record, program, self.blob, hash_of)
            csv_line(csv_row(number, "", record))
            return record
        except Bad as bad:
            self.fault(number, "Record %d contradicts itself: %s." % (number, bad))
        except (KeyError, TypeError, AttributeError, decimal.InvalidOperation):
            self.fault(number, "Record %d is not a record of a ledger." % number)
        return None

    def check_entries(self):
        m = self.manifest
        if len(m["records"]) != m["size"]:
            return
        for name, first, width in tile_row("entries", m["size"]):
            bodies = [entry_of(self.read("records/%08d.json" % n) or b"") for n in m["records"][first : first + width]]
            if self.use(name) != b"".join(len(b).to_bytes(2, "big") + b for b in bodies):
                self.fault(None, "%s does not hold the records of the bundle." % name)

    def check_anchors(self, tree, key):
        size = self.manifest["size"]
        for name in sorted(self.names):
            if re.match(r"anchors/[0-9]{8,}-[0-9a-f]{16}\Z", name):
                before = self.check_anchor(self.text(name) or "", tree, key)
                if before is None:
                    self.fault(None, "%s is not a checkpoint of this ledger." % name)
                    continue
                proof = self.json(name + ".json")
                try:
                    good = all(HEX64.match(p) for p in proof["path"]) and set(proof) == {"from", "path", "to"}
                    path = [bytes.fromhex(p) for p in proof["path"]]
                    good = good and (proof["from"], proof["to"]) == (before, size)
                    good = good and verify_consistency(before, size, tree.root(before), self.root_hash, path)
                except (TypeError, KeyError, ValueError):
                    good = False
                if not good:
                    self.fault(None, "%s.json does not prove that the ledger continues the earlier checkpoint." % name)
        for note in self.anchor_notes:
            if note.split("\n")[0] != key.name:
                continue  # For another bundle; main() sees that each has one.
            before = self.check_anchor(note, tree, key)
            if before is None:
                self.fault(None, "An earlier checkpoint that was given is not signed by the key of this bundle.")
            self.anchored = max(self.anchored, before or 0)

    def check_anchor(self, note, tree, key):
        """The size of a checkpoint that this tree continues, 0 for one that it does not; None for one of another ledger."""
        try:
            before, root = open_checkpoint(note, key)
        except Bad:
            return None
        size = self.manifest["size"]
        if before > size:
            said = "Records %d to %d are missing: a checkpoint of %s was signed for %d records."
            self.fault(size + 1, said % (size + 1, before, key.name, before))
        elif tree.root(before) != root:
            said = "Records 1 to %d are not those of an earlier checkpoint: the ledger was rewritten after it was signed."
            self.fault(None, said % before)
        else:
            return before
        return 0

    def check_blobs(self, records):
        named = {}
        for number, _, record in records:
            for part, digest in sorted(record.get("blobs", {}).items()):
                named.setdefault(digest, (number, part))
        for digest, (number, part) in named.items():
            data = self.use("blobs/" + digest)
            if data is None:
                self.fault(number, "The %s of record %d is missing." % (part, number))
            elif sha256(data).hex() != digest:
                self.fault(number, "The %s of record %d was changed." % (part, number))

    def check_readme(self):
        m, limits = self.manifest, self.manifest["selection"]
        said = "All %d records of the ledger." % m["size"]
        if len(m["records"]) != m["size"]:
            words = [(limits["from"], "from %s"), (limits["to"], "to %s"), (limits["search"], "with \u201c%s\u201d")]
            words = ", ".join(form % text for text, form in words if text)
            said = "%d of the %d records of the ledger%s." % (len(m["records"]), m["size"], ": " + words if words else "")
        if not (self.text("README.txt") or "").startswith("WatLedger %s evidence\n%s\n" % (m["made"]["app"], said)):
            self.fault(None, "README.txt says something else of the bundle than bundle.json.")

    def check_csv(self, records):
        data = self.use("computations.csv")
        if len(records) != len(self.manifest["records"]):
            return  # A fault already.
        want = "\ufeff" + csv_line(COLUMNS) + "".join(csv_line(csv_row(*record)) for record in records)
        if data != want.encode("utf-8"):
            self.fault(None, "computations.csv does not say what the records say.")

    def result(self):
        m, first = self.manifest or {}, self.first()
        return {
            "bundle": self.root,
            "ok": not self.faults,
            "first": None if first is None else {"record": first[0], "message": first[1]},
            "faults": [{"record": r, "message": m} for r, m in self.faults[:100]],
            "origin": m.get("origin", ""),
            "records": len(m.get("records", [])),
            "size": m.get("size", 0),
            "anchored": self.anchored,
            "remarks": self.remarks,
        }


def verify(root, keys, anchors):
    bundle = Bundle(root, keys, anchors)
    try:
        bundle.check()
    except Stop:
        pass
    return bundle.result()


def keys_of(given):
    keys = set()
    for text in given:
        lines = [text]
        if os.path.isfile(text):
            with open(text, encoding="utf-8") as file:
                lines = [line.strip() for line in file if line.strip()]
        for line in lines:
            Key(line)
            keys.add(line)
    return keys


def say(result):
    if result["ok"]:
        anchored = " Anchored up to record %d." % result["anchored"] if result["anchored"] else ""
        print("%s: good. %d of %d records of %s.%s" % (result["bundle"], result["records"], result["size"], result["origin"], anchored))
    else:
        first = result["first"]
        where = "first bad record: %d. " % first["record"] if first["record"] is not None else ""
        print("%s: NOT good, %s%s" % (result["bundle"], where, first["message"]))
        for fault in result["faults"]:
            if fault != first:
                print("    " + fault["message"])
    for remark in result["remarks"]:
        print("    " + remark)


def main():
    sys.setrecursionlimit(4000)
    # A terminal that cannot show a character must not end the check.
    sys.stdout.reconfigure(errors="backslashreplace")
    parser = argparse.ArgumentParser(description="Verifies evidence bundles of WatLedger.")
    parser.add_argument("bundles", nargs="+", metavar="BUNDLE")
    parser.add_argument("--key", action="append", default=[], metavar="VKEY")
    parser.add_argument("--anchor", action="append", default=[], metavar="FILE")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    try:
        keys = keys_of(given.key)
        anchors = []
        for path in given.anchor:
            with open(path, encoding="utf-8", newline="") as file:
                anchors.append(file.read())
        for root in given.bundles:
            if not os.path.isdir(root):
                raise Bad("%s is not a folder." % root)
    except (Bad, OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return 2
    good = True
    origins = set()
    for root in given.bundles:
        result = verify(root, keys, anchors)
        origins.add(result["origin"])
        good = good and result["ok"]
        print(json.dumps(result)) if given.json else say(result)
    for path, note in zip(given.anchor, anchors):
        if note.split("\n")[0] not in origins:
            print("%s is a checkpoint of none of these bundles." % path, file=sys.stderr)
            good = False
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
