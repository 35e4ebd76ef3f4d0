class Base:
    def __init__(self, **kwargs):
        if kwargs:
            raise TypeError("left over: " + ", ".join(sorted(kwargs)))
        self.trace = ["Base"]

    def hello(self):
        return "base"


class NameMixin:
    def __init__(self, *, name="nobody", **kwargs):
        super().__init__(**kwargs)
        self.name = name
        self.trace.append("Name")

    def hello(self):
        return f"{self.name}>" + super().hello()


class AgeMixin:
    def __init__(self, *, age=0, **kwargs):
        super().__init__(**kwargs)
        self.age = age
        self.trace.append("Age")

    def hello(self):
        return f"{self.age}>" + super().hello()


class ReprMixin:
    def __repr__(self):
        args = ", ".join(f"{k}={v!r}" for k, v in sorted(self.__dict__.items()) if k != "trace")
        return f"{self.__class__.__name__}({args})"


class CompareMixin:
    def __eq__(self, other):
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __ne__(self, other):
        return not self == other

    __hash__ = None


class Person(ReprMixin, CompareMixin, NameMixin, AgeMixin, Base):
    pass


class Loud(Person):
    def hello(self):
        text = super(Loud, self).hello().upper()
        return text + "|" + super(NameMixin, self).hello() + "|" + Base.hello(self)


class Diamond:
    class A:
        def go(self):
            return ["A"]

    class B(A):
        def go(self):
            return ["B"] + super().go()

    class C(A):
        def go(self):
            return ["C"] + super().go()

    class D(B, C):
        def go(self):
            return ["D"] + super().go()


p = Loud(name="Ada", age=36)
print(p, p.trace, p.hello())
print([c.__name__ for c in Loud.mro()])
print(Person(name="x") == Person(name="x"), Person(name="x") != Loud(name="x"), Person() == 3)
try:
    Person(name="x", colour="red", size=2)
except TypeError as e:
    print(e)
try:
    hash(p)
except TypeError as e:
    print(e)
print(Diamond.D().go(), Diamond.D.__qualname__, Diamond.B.go.__qualname__)
try:
    class Impossible(Base, Person):
        pass
except TypeError as e:
    print(str(e).splitlines()[0])
print(Loud.__bases__[0].__name__ if hasattr(Loud, "__bases__") else "?", isinstance(p, AgeMixin), issubclass(Loud, (int, NameMixin)))


class Meter:
    instances = 0

    def __init__(self):
        type(self).instances += 1
        self.__class__.last = self

    @classmethod
    def report(cls):
        return f"{cls.__name__}: {cls.instances}"


class SubMeter(Meter):
    pass


Meter(), Meter(), SubMeter()
print(Meter.report(), SubMeter.report(), Meter.last is SubMeter.last, "instances" in vars(SubMeter))
