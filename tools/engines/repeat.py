"""Repeats the cases that cases.ts wrote under wasmtime and compares value, trap and gas bit for bit."""

import base64
import json
import sys

from wasmtime import Engine, Instance, Module, Store, Trap, WasmtimeError


def main(path):
    with open(path) as file:
        head, *cases = [json.loads(line) for line in file]
    engine = Engine()
    runtime = Module(engine, base64.b64decode(head["runtime"]))
    assert not runtime.imports, "the runtime has imports"
    errors = {int(code): name for code, name in head["errors"].items()}
    modules, different = {}, 0
    for case in cases:
        wasm = case["wasm"]
        if wasm not in modules:
            modules[wasm] = Module(engine, base64.b64decode(wasm))
        expected = {key: case[key] for key in ("value", "gas", "trap", "code") if key in case}
        found = run(engine, runtime, modules[wasm], case, errors)
        if found != expected:
            different += 1
            print(f"{case['name']} ({', '.join(case['args'])}): here {found}, there {expected}", file=sys.stderr)
    print(f"wasmtime: {len(cases)} cases, {different} different")
    return 1 if different or not cases else 0


def run(engine, runtime, module, case, errors):
    """{value, gas} or {trap, code}, as core/sandbox/compile.ts gives them."""
    store = Store(engine)
    decimals = Instance(store, runtime, []).exports(store)
    memory, place = decimals["memory"], decimals["text"](store)
    program = Instance(store, module, [decimals[i.name] for i in module.imports]).exports(store)
    try:
        handles = [bring(store, decimals, arg, memory, place) for arg in case["args"]]
        length = decimals["write"](store, program["answer"](store, *handles))
        value = bytes(memory.read(store, place, place + length)).decode("latin-1")
        return {"value": value, "gas": case["limit"] - program["gas"].value(store)}
    except (Trap, WasmtimeError):
        name = errors[decimals["error"](store)]
        code = None
        if name == "none":
            deep = program["depth"].value(store) > DEPTH_LIMIT
            name = "gas" if program["gas"].value(store) < 0 else "stack" if deep else "unreachable"
        elif name == "program":
            code = decimals["trapped"](store)
        return {"trap": name, "code": code}


def bring(store, decimals, arg, memory, place):
    """An argument's handle: of a decimal, or of a list ("[-1000, 300]")."""
    if arg.startswith("["):
        entries = [entry.strip() for entry in arg[1:-1].split(",") if entry.strip()]
        handles = [bring(store, decimals, entry, memory, place) for entry in entries]
        made = decimals["list_new"](store)
        for handle in handles:
            decimals["list_append"](store, made, handle)
        return made
    memory.write(store, arg.encode(), place)
    return decimals["read"](store, len(arg))


DEPTH_LIMIT = 400

if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
