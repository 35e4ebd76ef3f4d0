"""Module doc."""
import sys
__version__ = "1.0"
__all__ = ["main"]
def main(argv=None):
    """Run."""
    print(__name__, __doc__, main.__doc__, __version__)
    return 0
if __name__ == "__main__":
    main()
print("err", file=sys.stdout); sys.stdout.write("w\n")
try: sys.exit(3)
except SystemExit as e: print("exit", e.code)
