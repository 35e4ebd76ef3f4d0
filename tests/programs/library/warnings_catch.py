"""Warnings: recorded, filtered, formatted and turned into errors."""
import warnings


def old(x):
    warnings.warn("old() is deprecated", DeprecationWarning, stacklevel=2)
    return x + 1


class ApiWarning(UserWarning):
    """A category of our own."""


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(old(1), old(2))
    warnings.warn("plain text")
    warnings.warn(ApiWarning("as an instance"))
print(len(caught), [w.category.__name__ for w in caught], [str(w.message) for w in caught])
print(issubclass(caught[0].category, DeprecationWarning), type(caught[0].lineno).__name__)

with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        old(1)
    except DeprecationWarning as error:
        print("raised:", error)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.filterwarnings("ignore", message=".*deprecated")
    warnings.filterwarnings("ignore", category=ApiWarning)
    old(1)
    warnings.warn("ignored too", ApiWarning)
    warnings.warn("this one stays", RuntimeWarning)
print([str(w.message) for w in caught])
with warnings.catch_warnings(record=True) as caught:
    warnings.resetwarnings()
    warnings.simplefilter("once")
    for _ in range(3):
        warnings.warn("only once")
print(len(caught))

print(warnings.formatwarning("text", UserWarning, "file.py", 3, line="x = 1"), end="")
