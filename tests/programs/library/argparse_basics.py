"""Options and positional arguments from explicit lists."""
import argparse

parser = argparse.ArgumentParser(prog="mill", description="Grind numbers.", epilog="That is all.")
parser.add_argument("numbers", metavar="N", type=int, nargs="+", help="what is ground")
parser.add_argument("--product", dest="reduce", action="store_const", const="product", default="sum", help="multiply (default: add)")
parser.add_argument("-v", "--verbose", action="count", default=0)
parser.add_argument("--user", default="nobody", choices=["ann", "bob", "nobody"])
parser.add_argument("--ratio", type=float)
parser.add_argument("--tag", action="append", default=[])
parser.add_argument("--colour", action=argparse.BooleanOptionalAction, default=True)

args = parser.parse_args(["7", "-1", "42"])
print(args.reduce, args.numbers, args.verbose, args.user, args.ratio, args.tag, args.colour)
args = parser.parse_args("--product -vv --user ann --ratio=0.5 --tag x --tag y --no-colour 1 2 3".split())
print(args.reduce, args.numbers, args.verbose, args.user, args.ratio, args.tag, args.colour)
print(args, vars(args)["verbose"], "tag" in args)
print(parser.parse_known_args(["1", "--other", "x"])[1])
print(parser.format_usage().split("\n")[0][:11])

simple = argparse.ArgumentParser(prog="copy", usage="%(prog)s SRC DST", add_help=False)
simple.add_argument("src", help="where from")
simple.add_argument("dst", help="where to")
simple.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
simple.print_help()
print(simple.parse_args(["a", "b", "-x"]))

group = parser.add_mutually_exclusive_group()
group.add_argument("--quiet", action="store_true")
group.add_argument("--loud", action="store_true")
print(parser.parse_args(["1", "--loud"]).loud)
ns = argparse.Namespace(a=1, b="two")
print(ns, ns == argparse.Namespace(b="two", a=1), getattr(ns, "c", None))
