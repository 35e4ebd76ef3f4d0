"""A test framework like the library's own, small: discovery by name, fixtures, assertions, a report."""
import sys


class Skip(Exception):
    pass


def skip(reason):
    def decorate(method):
        def skipped(self):
            raise Skip(reason)
        skipped.__name__ = method.__name__
        skipped.__doc__ = method.__doc__
        return skipped
    return decorate


def cases(*arguments):
    def decorate(method):
        method.cases = arguments
        return method
    return decorate


class _Raises:
    def __init__(self, kind, containing=""):
        self.kind, self.containing = kind, containing
        self.exception = None

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, traceback):
        if exc_type is None:
            raise AssertionError(f"{self.kind.__name__} was not raised")
        self.exception = exc
        return issubclass(exc_type, self.kind) and self.containing in str(exc)


class TestCase:
    classes = []

    def __init_subclass__(cls):
        TestCase.classes.append(cls)

    def setUp(self):
        pass

    def tearDown(self):
        pass

    def assertEqual(self, a, b, message=None):
        if not a == b:
            raise AssertionError(message or f"{a!r} != {b!r}")

    def assertTrue(self, value):
        assert value, f"{value!r} is not true"

    def assertIn(self, item, container):
        if item not in container:
            raise AssertionError(f"{item!r} is not in {container!r}")

    def assertRaises(self, kind, function=None, *args, **kwargs):
        if function is None:
            return _Raises(kind)
        with _Raises(kind) as caught:
            function(*args, **kwargs)
        return caught.exception

    def __str__(self):
        return type(self).__name__


class Result:
    def __init__(self):
        self.counts = {"ok": 0, "FAIL": 0, "ERROR": 0, "skip": 0}
        self.problems = []

    def add(self, outcome, name, detail=""):
        self.counts[outcome] += 1
        print(f"{name} ... {outcome}{detail and ' ' + detail}")
        if outcome in ("FAIL", "ERROR"):
            self.problems.append((name, detail))

    def __bool__(self):
        return not self.problems


def run(case, name, result):
    method = getattr(case, name)
    for arguments in getattr(method, "cases", [()]):
        label = f"{case}.{name}" + (repr(arguments) if arguments else "")
        case.setUp()
        try:
            method(*arguments)
        except Skip as why:
            result.add("skip", label, f"({why})")
        except AssertionError as failed:
            result.add("FAIL", label, str(failed))
        except Exception as error:
            result.add("ERROR", label, f"{error.__class__.__name__}: {error}")
        else:
            result.add("ok", label)
        finally:
            case.tearDown()


def main():
    result = Result()
    for cls in TestCase.classes:
        for name in sorted(dir(cls)):
            if name.startswith("test") and callable(getattr(cls, name)):
                run(cls(), name, result)
    print(", ".join(f"{n} {kind}" for kind, n in result.counts.items() if n))
    for name, detail in result.problems:
        print(f"{name}: {detail}", file=sys.stderr)
    return result


# --- what is tested
class Stack:
    def __init__(self):
        self._items = []

    def push(self, *items):
        self._items.extend(items)

    def pop(self):
        if not self._items:
            raise IndexError("empty stack")
        return self._items.pop()

    def __len__(self):
        return len(self._items)


class StackTest(TestCase):
    opened = 0

    def setUp(self):
        StackTest.opened += 1
        self.stack = Stack()
        self.stack.push(1, 2)

    def tearDown(self):
        self.stack._items.clear()
        StackTest.opened -= 1

    def test_pop(self):
        self.assertEqual(self.stack.pop(), 2)
        self.assertEqual(len(self.stack), 1)

    def test_empty(self):
        Stack().push()
        with self.assertRaises(IndexError) as caught:
            Stack().pop()
        self.assertIn("empty", str(caught.exception))
        self.assertRaises(IndexError, Stack().pop)

    @cases((1, 1), (2, 4), (3, 10))
    def test_squares(self, n, expected):
        self.assertEqual(n * n, expected)

    @skip("not today")
    def test_later(self):
        """Never run."""

    def test_wrong_kind(self):
        with self.assertRaises(KeyError):
            self.stack.pop()

    def test_broken(self):
        self.stack.nothing()

    def helper(self):
        return "not a test"


class MoreTests(StackTest):
    def test_pop(self):
        super().test_pop()
        self.assertTrue(len(self.stack) == 5)


if __name__ == "__main__":
    result = main()
    print(bool(result), len(result.problems), StackTest.opened, StackTest.test_later.__doc__)
