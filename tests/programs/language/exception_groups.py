def run_all(*jobs):
    results, errors = [], []
    for job in jobs:
        try:
            results.append(job())
        except Exception as e:
            errors.append(e)
    if errors:
        raise ExceptionGroup(f"{len(errors)} jobs failed", errors)
    return results


def fail(error):
    raise error


class ConnectionLost(OSError):
    pass


def attempt(*jobs):
    try:
        print("results", run_all(*jobs))
    except* ValueError as group:
        print("values:", [str(e) for e in group.exceptions])
    except* (TypeError, OSError) as group:
        print("others:", group.message, sorted(type(e).__name__ for e in group.exceptions))
    else:
        print("all went well")
    finally:
        print("--")


attempt(lambda: 1, lambda: 2)
attempt(lambda: int("x"), lambda: 3)
attempt(lambda: int("x"), lambda: "a" + 1, lambda: fail(ConnectionLost("wire")), lambda: int("y"))
try:
    attempt(lambda: int("x"), lambda: {}["k"])
except ExceptionGroup as rest:
    print("left over:", rest, rest.exceptions)

nested = ExceptionGroup("top", [ValueError(1), ExceptionGroup("low", [TypeError(2), ValueError(3)])])
matched, rest = nested.split(ValueError)
print(matched, [str(e) for e in matched.exceptions], "|", rest, rest.exceptions[0].exceptions)
print(nested.subgroup(lambda e: isinstance(e, TypeError)).exceptions, nested.subgroup(KeyError))
try:
    try:
        raise KeyError("plain")
    except* KeyError as group:
        print(type(group).__name__, group.exceptions)
        raise RuntimeError("from the handler")
except ExceptionGroup as again:
    print(again.exceptions)
except RuntimeError as again:
    print("runtime:", again)
