class AppError(Exception):
    def __init__(self, code, msg):
        super().__init__(msg)
        self.code = code
    def __str__(self):
        return f"[{self.code}] {super().__str__()}"
def run(x):
    try:
        return 10 / x
    except ZeroDivisionError as e:
        raise AppError(7, "bad") from e
    except (TypeError, ValueError):
        return "type"
    else:
        return "never"
    finally:
        print("finally", x)
print(run(5), run("s"))
try:
    run(0)
except AppError as e:
    print(e, e.code, e.args, type(e.__cause__).__name__, isinstance(e.__context__, ZeroDivisionError))
try:
    {}["k"]
except KeyError as e:
    e.add_note("hm")
    print(repr(e), e.__notes__)
try:
    raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
except ExceptionGroup as g:
    print(g, [type(x).__name__ for x in g.exceptions])
assert True, "no"
try: assert 1 == 2, "uh"
except AssertionError as e: print(e)
try: undefined_name
except NameError as e: print(e)
try: (1).nope
except AttributeError as e: print(e)
