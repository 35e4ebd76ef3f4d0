"""Validation that reports everything at once with exception groups."""


class FieldError(ValueError):
    def __init__(self, field, problem):
        super().__init__(f"{field}: {problem}")
        self.field = field


RULES = {
    "name": [(str, "must be text"), (lambda v: 0 < len(v) <= 10, "length must be 1 to 10")],
    "age": [(int, "must be a number"), (lambda v: 0 <= v < 130, "out of range")],
    "email": [(str, "must be text"), (lambda v: v.count("@") == 1, "needs one @")],
}


def check(record):
    problems = []
    for field, rules in RULES.items():
        try:
            value = record[field]
        except KeyError as e:
            e.add_note(f"the record has {sorted(record)}")
            problems.append(e)
            continue
        for rule, message in rules:
            ok = isinstance(value, rule) if isinstance(rule, type) else rule(value)
            if not ok:
                problems.append(FieldError(field, message))
                break
    if problems:
        raise ExceptionGroup(f"{len(problems)} problems", problems)
    return "fine"


for record in (
    {"name": "Ann", "age": 30, "email": "a@b"},
    {"name": "", "age": "x"},
    {"name": 7, "age": 200, "email": "nobody"},
):
    try:
        print(check(record))
    except* FieldError as group:
        print("fields:", sorted(e.field for e in group.exceptions), "|", group.message)
    except* KeyError as group:
        for e in group.exceptions:
            print("missing", e, e.__notes__)

try:
    raise ExceptionGroup(
        "all", [ValueError(1), ExceptionGroup("inner", [TypeError(2), ValueError(3)])]
    )
except ExceptionGroup as g:
    left, rest = g.split(ValueError)
    print(repr(left), repr(rest))
    print(g.subgroup(lambda e: e.args == (3,)).exceptions[0].exceptions)
