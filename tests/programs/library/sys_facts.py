"""What sys says that does not depend on the machine."""
import sys

print(sys.version_info >= (3, 11), sys.version_info.major, sys.version_info[:1], isinstance(sys.version, str), sys.byteorder in ("little", "big"))
print(sys.maxsize > 2**31, sys.maxunicode == 0x10FFFF, sys.float_info.dig, sys.float_info.epsilon, sys.float_info.max > 1e308, sys.int_info.bits_per_digit in (15, 30))
print(sys.getsizeof([]) > 0, sys.getsizeof("a" * 100) > sys.getsizeof("a"), sys.intern("word") is sys.intern("wo" + "rd"), sys.getrecursionlimit() >= 100)
print(isinstance(sys.platform, str), sys.implementation.name, sys.getdefaultencoding(), isinstance(sys.argv, list), sys.hexversion >= 0x030B0000)


def depth(n=0):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


print(depth() > 50)
try:
    int("1" * 5000)
except ValueError as error:
    print("Exceeds the limit" in str(error))
try:
    sys.exit("message")
except SystemExit as error:
    print("exit caught:", error.code)
print("the last line is on stderr", file=sys.stderr)
