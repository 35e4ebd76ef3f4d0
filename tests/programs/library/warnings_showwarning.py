"""A program that shows warnings its own way."""
import sys
import warnings


def show(message, category, filename, lineno, file=None, line=None):
    print(f"{category.__name__}: {message}", file=sys.stderr)


with warnings.catch_warnings():
    warnings.simplefilter("always")
    warnings.showwarning = show
    warnings.warn("to the handler", FutureWarning)
    warnings.warn("and again")
print("done")
