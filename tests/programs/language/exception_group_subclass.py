class MyGroup(ExceptionGroup):
    def __new__(cls, message, errors, code=0):
        self = super().__new__(cls, message, errors)
        self.code = code
        return self

    def derive(self, excs):
        return MyGroup(self.message, excs, self.code)


group = MyGroup("m", [ValueError(1), TypeError(2), MyGroup("n", [KeyError(3)])], 7)
values = group.subgroup(ValueError)
print(type(values).__name__, values.code, values)
match, rest = group.split(LookupError)
print(type(match).__name__, match.code, [type(e).__name__ for e in rest.exceptions])
try:
    raise group
except ExceptionGroup as caught:
    print(caught is group, caught.message, len(caught.exceptions))
