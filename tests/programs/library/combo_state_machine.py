"""A vending machine: enums, match, a history and its replay."""
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, Flag, auto


class State(Enum):
    IDLE = auto()
    PAID = auto()
    BROKEN = auto()


class Option(Flag):
    NONE = 0
    SUGAR = auto()
    MILK = auto()


@dataclass
class Coin:
    value: int


@dataclass
class Select:
    drink: str
    options: Option = Option.NONE


class Kick: ...


class Machine:
    prices = {"tea": 50, "coffee": 120}

    def __init__(self):
        self.state, self.credit = State.IDLE, 0
        self.history: deque[str] = deque(maxlen=4)

    @contextmanager
    def _recorded(self, event):
        before = self.state
        yield
        self.history.append(f"{type(event).__name__}: {before.name}->{self.state.name}")

    def handle(self, event):
        with self._recorded(event):
            match self.state, event:
                case State.BROKEN, _:
                    return "out of order"
                case _, Coin(value=v) if v <= 0:
                    return "no such coin"
                case (State.IDLE | State.PAID), Coin(value=v):
                    self.state, self.credit = State.PAID, self.credit + v
                    return f"credit {self.credit}"
                case State.PAID, Select(drink=drink, options=options) if drink in self.prices:
                    if self.credit < (price := self.prices[drink] + 10 * len(options)):
                        return f"{price - self.credit} more"
                    change, self.credit, self.state = self.credit - price, 0, State.IDLE
                    extras = "+".join(o.name.lower() for o in options) or "plain"
                    return f"{drink} ({extras}), change {change}"
                case State.IDLE, Select():
                    return "pay first"
                case _, Select(drink=other):
                    return f"no {other}"
                case _, Kick():
                    self.state = State.BROKEN
                    return "crack"
        raise AssertionError("not reached")


m = Machine()
for event in [Select("tea"), Coin(0), Coin(50), Select("coffee", Option.MILK), Coin(100), Select("soup"), Select("coffee", Option.MILK | Option.SUGAR), Kick(), Coin(5)]:
    print(f"{event!r:<60}" if not isinstance(event, Kick) else f"{'Kick':<60}", m.handle(event))
print(*m.history, sep="\n")
