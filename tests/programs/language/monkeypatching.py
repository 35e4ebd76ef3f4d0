import types


class Robot:
    def __init__(self, name):
        self.name = name

    def speak(self):
        return "beep"


def polite(self):
    return "please and thank you, says " + self.name


def loud(method):
    def wrapper(self, *args):
        return method(self, *args).upper() + "!"
    return wrapper


r, s = Robot("R2"), Robot("C3")
Robot.polite = polite
print(r.polite(), s.polite())
r.speak = types.MethodType(lambda self: f"{self.name} whistles", r)
print(r.speak(), s.speak(), "speak" in vars(r), "speak" in vars(s))
original = Robot.speak
Robot.speak = loud(Robot.speak)
print(s.speak(), Robot.speak(s), original(s))
Robot.speak = original
del r.speak
print(r.speak())
Robot.__str__ = lambda self: f"<{self.name}>"
Robot.__len__ = lambda self: len(self.name)
Robot.__add__ = lambda self, other: Robot(self.name + other.name)
print(r, len(r), r + s)
Robot.total = property(lambda self: self.name * 2)
Robot.make = classmethod(lambda cls, n: [cls(f"{cls.__name__}{i}") for i in range(n)])
Robot.check = staticmethod(lambda n: n > 0)
print(r.total, *Robot.make(2), Robot.check(1), r.check(-1))
bound = s.polite
s.name = "renamed"
print(bound(), bound.__self__ is s, bound.__func__ is polite, bound.__name__)
setattr(Robot, "wheels", 4)
for method_name in ("left", "right"):
    def turn(self, degrees=90, _way=method_name):
        return f"{self.name} turns {degrees} {_way}"
    setattr(Robot, method_name, turn)
print(r.left(), s.right(45), getattr(r, "wheels"), r.__class__.wheels)
r.__dict__["hidden"] = 1
print(r.hidden, r.__dict__)
