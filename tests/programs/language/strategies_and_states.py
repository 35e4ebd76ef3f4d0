from enum import Enum, auto


# --- strategies are plain functions, found by name
def by_weight(order): return 2.0 + 0.5 * order["weight"]
def flat(order): return 5.0
def free_over(limit):
    def strategy(order):
        return 0.0 if order["total"] >= limit else flat(order)
    strategy.__name__ = f"free_over_{limit}"
    return strategy


strategies = {f.__name__: f for f in (by_weight, flat, free_over(50))}
orders = [{"total": 20, "weight": 1}, {"total": 60, "weight": 12}]
for name, strategy in sorted(strategies.items()):
    print(f"{name:14}", [strategy(o) for o in orders])
best = min(strategies.values(), key=lambda s: s(orders[1]))
print("best for the second:", best.__name__)


# --- states as classes
class State:
    def __init__(self, door):
        self.door = door

    def push(self):
        print(f"  nothing happens while {self}")
        return self

    lock = unlock = push

    def __str__(self):
        return self.__class__.__name__.lower()


class Opened(State):
    def push(self):
        return Closed(self.door)


class Closed(State):
    def push(self):
        return Opened(self.door)

    def lock(self):
        return Locked(self.door)


class Locked(State):
    def unlock(self):
        self.door.unlocks += 1
        return Closed(self.door)


class Door:
    def __init__(self):
        self.unlocks = 0
        self._state = Closed(self)

    def __getattr__(self, action):
        if action.startswith("_"):
            raise AttributeError(action)
        step = getattr(self._state, action)

        def act():
            self._state = step()
            return self
        return act

    def __str__(self):
        return f"door is {self._state}"


door = Door()
for action in "push lock push unlock push push lock unlock".split():
    getattr(door, action)()
    print(f"{action:7}{door}")
print(door.unlocks, hasattr(door, "explode"))


# --- states as a table
class Light(Enum):
    RED = auto()
    GREEN = auto()
    YELLOW = auto()

    @property
    def next(self):
        return NEXT[self]


NEXT = {Light.RED: Light.GREEN, Light.GREEN: Light.YELLOW, Light.YELLOW: Light.RED}
light = Light.RED
trail = [light.name]
while (light := light.next) is not Light.RED:
    trail.append(light.name)
print(trail, Light.RED.next.next)
