"""A command line tool with subcommands, run on explicit argument lists."""

import argparse
import sys


def positive(text):
    n = int(text)
    if n <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not positive")
    return n


def build_parser():
    parser = argparse.ArgumentParser(prog="seeds", description="Keeps track of seeds.")
    parser.add_argument("-v", "--verbose", action="count", default=0)
    parser.add_argument("--version", action="version", version="%(prog)s 1.2")
    sub = parser.add_subparsers(dest="command", required=True)

    add = sub.add_parser("add", help="add a packet")
    add.add_argument("name")
    add.add_argument("count", type=positive, nargs="?", default=1)
    add.add_argument("--tag", action="append", default=[], dest="tags")
    add.add_argument("--kind", choices=["herb", "flower", "root"], default="herb")
    add.set_defaults(run=run_add)

    lst = sub.add_parser("list", help="show them")
    how = lst.add_mutually_exclusive_group()
    how.add_argument("--sort", metavar="KEY", default="name")
    how.add_argument("--raw", action="store_true")
    lst.add_argument("names", nargs="*")
    lst.set_defaults(run=run_list)
    return parser


store = {}


def run_add(args):
    have = store.setdefault(args.name, {"count": 0, "kind": args.kind, "tags": set()})
    have["count"] += args.count
    have["tags"].update(args.tags)
    if args.verbose:
        print(
            f"{args.name}: now {have['count']}"
            + (f" {sorted(have['tags'])}" if args.verbose > 1 else "")
        )
    return 0


def run_list(args):
    rows = [(n, s) for n, s in store.items() if not args.names or n in args.names]
    if not args.raw:
        rows.sort(key=lambda r: r[0] if args.sort == "name" else r[1][args.sort])
    for name, seed in rows:
        print(
            f"{name:<10}{seed['count']:>4} {seed['kind']} {','.join(sorted(seed['tags']))}".rstrip()
        )
    return 0 if rows else 1


def main(argv):
    parser = build_parser()
    args = parser.parse_args(argv)
    return args.run(args)


COMMANDS = [
    "-v add basil 3 --tag green --tag summer",
    "add aster --kind flower",
    "-vv add basil --tag pot",
    "list",
    "list --sort count",
    "list --raw basil tulip",
    "list tulip",
]
for command in COMMANDS:
    print("$ seeds", command)
    code = main(command.split())
    if code:
        print("exit code", code)

parser = build_parser()
ns = parser.parse_args(["add", "mint"])
print(ns.name, ns.count, ns.tags, ns.kind, ns.command, vars(ns)["verbose"], hasattr(ns, "sort"))
known, rest = parser.parse_known_args(["list", "--sort=kind", "--other"])
print(known.sort, rest, argparse.Namespace(a=1, b="x") == argparse.Namespace(b="x", a=1))
sys.stderr = sys.stdout
for wrong in (
    "add basil 0",
    "add",
    "list --raw --sort x",
    "grow",
    "add x --kind tree",
    "--version",
):
    print("$ seeds", wrong)
    try:
        main(wrong.split())
    except SystemExit as e:
        print("exit", e.code)
