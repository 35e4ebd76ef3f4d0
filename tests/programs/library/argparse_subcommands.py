"""Subcommands, own types, own actions, and the exit on errors."""
import argparse
from datetime import date


def positive(text):
    value = int(text)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not positive")
    return value


class KeyValue(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        pairs = getattr(namespace, self.dest) or {}
        for item in values:
            key, _, value = item.partition("=")
            pairs[key] = value
        setattr(namespace, self.dest, pairs)


def add(args):
    return f"added {args.title!r} x{args.count} due {args.due} {args.set}"


def remove(args):
    return f"removed {sorted(args.ids)}"


parser = argparse.ArgumentParser(prog="todo")
parser.add_argument("--db", default="todo.json")
commands = parser.add_subparsers(dest="command", required=True, title="commands")
p = commands.add_parser("add", help="add an entry")
p.add_argument("title")
p.add_argument("-n", "--count", type=positive, default=1)
p.add_argument("--due", type=date.fromisoformat)
p.add_argument("--set", nargs="*", action=KeyValue)
p.set_defaults(func=add)
p = commands.add_parser("remove", aliases=["rm"])
p.add_argument("ids", type=int, nargs="+")
p.set_defaults(func=remove)

for line in (["add", "milk"], ["--db", "x", "add", "eggs", "-n", "12", "--due", "2024-05-01", "--set", "a=1", "b=2"], ["rm", "3", "1"]):
    args = parser.parse_args(line)
    print(args.command, args.db, args.func(args))

for line in ([], ["add", "x", "-n", "0"], ["remove", "one"]):
    try:
        parser.parse_args(line)
    except SystemExit as exit:
        print("exit status", exit.code)

strict = argparse.ArgumentParser(exit_on_error=False)
strict.add_argument("--integers", type=int)
try:
    strict.parse_args("--integers a".split())
except argparse.ArgumentError as error:
    print(error)
parent = argparse.ArgumentParser(add_help=False)
parent.add_argument("--parent", type=int)
child = argparse.ArgumentParser(parents=[parent], prog="child", prefix_chars="-+", fromfile_prefix_chars=None)
child.add_argument("+f")
print(child.parse_args(["--parent", "2", "+f", "X"]))
