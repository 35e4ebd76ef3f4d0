"""A command interpreter with match over words and JSON-like messages."""
import json


def run(line, state):
    match line.split():
        case []:
            return ""
        case ["quit" | "exit" | "q"]:
            raise SystemExit
        case ["set", name, "=", *words] if name.isidentifier():
            state[name] = " ".join(words)
            return f"{name} is set"
        case ["get", name] if name in state:
            return state[name]
        case ["get", name]:
            return f"no {name}"
        case ["del", *names]:
            for name in names:
                state.pop(name, None)
            return f"forgot {len(names)}"
        case ["add", *numbers] if all(n.lstrip("-").isdigit() for n in numbers):
            return str(sum(map(int, numbers)))
        case [command, *args]:
            return f"what is {command!r} with {len(args)} words?"


def event(message):
    match json.loads(message):
        case {"event": "login", "user": {"name": str(name), "roles": [*roles]}} if "admin" in roles:
            return f"admin {name}"
        case {"event": "login", "user": {"name": str(name)}}:
            return f"user {name}"
        case {"event": "move", "to": [int(x), int(y)] | {"x": x, "y": y}}:
            return f"move to {x}, {y}"
        case {"event": ("start" | "stop") as kind, **rest}:
            return f"{kind}: {rest}"
        case [*messages]:
            return [event(json.dumps(m)) for m in messages]
        case {"event": None} | None:
            return "nothing"
        case other:
            return f"cannot read {other}"


state = {}
for line in ["set a = hello world", "get a", "get b", "add 1 -2 30", "add x", "del a b", "get a", "", "set 1x = 2"]:
    print(f"{line!r:24} {run(line, state)}")
try:
    run("q", state)
except SystemExit as leaving:
    print("leaving with", leaving.code)
for message in [
    '{"event": "login", "user": {"name": "ada", "roles": ["admin", "dev"]}}',
    '{"event": "login", "user": {"name": "bob", "roles": []}, "extra": 1}',
    '{"event": "move", "to": [3, 4]}',
    '{"event": "move", "to": {"y": 2, "x": 1}}',
    '{"event": "stop", "why": "tired"}',
    '[{"event": "start"}, null, {"event": null}]',
    '"text"',
]:
    print(event(message))
