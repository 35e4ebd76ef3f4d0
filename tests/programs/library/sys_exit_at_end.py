"""A program that ends by sys.exit(0)."""
import sys


def main(numbers):
    if not numbers:
        print("nothing to do", file=sys.stderr)
        return 1
    print(sum(numbers))
    return 0


if __name__ == "__main__":
    assert main([]) == 1
    sys.exit(main([1, 2, 3]))
