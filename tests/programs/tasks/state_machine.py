# -*- coding: utf-8 -*-
"""Bank card session as a state machine; transitions declared with a decorator."""

from enum import Enum
from functools import wraps


class State(str, Enum):
    IDLE = "idle"
    CARD = "card in"
    READY = "pin ok"
    BLOCKED = "blocked"

    def __str__(self):
        return self.value


class IllegalTransition(Exception):
    def __init__(self, action, state):
        Exception.__init__(self, "%s is not possible when %s" % (action, state))
        self.action = action
        self.state = state


def transition(*sources, **kw):
    target = kw.pop("to", None)

    def decorate(method):
        @wraps(method)
        def inner(self, *args, **kwargs):
            if self.state not in sources:
                raise IllegalTransition(method.__name__, self.state)
            result = method(self, *args, **kwargs)
            new = target if target is not None else result
            if new is not None:
                self._move(new, method.__name__)
            return self

        inner.sources = sources
        return inner

    return decorate


class Machine(object):
    def __init__(self, pin, balance):
        self.state = State.IDLE
        self.history = []
        self.__pin = pin
        self.__wrong = 0
        self.balance = balance

    def _move(self, state, why):
        if state is not self.state:
            self.history.append((str(self.state), why, str(state)))
        self.state = state

    @transition(State.IDLE, to=State.CARD)
    def insert(self):
        """Put the card in."""

    @transition(State.CARD)
    def enter_pin(self, pin):
        """Type the four digits."""
        if pin == self.__pin:
            self.__wrong = 0
            return State.READY
        self.__wrong += 1
        print("wrong pin, %d tries left" % (3 - self.__wrong))
        if self.__wrong == 3:
            return State.BLOCKED

    @transition(State.READY, to=State.READY)
    def withdraw(self, amount):
        """Take money."""
        if amount > self.balance:
            raise ValueError("not enough: %.2f" % self.balance)
        self.balance -= amount

    @transition(State.CARD, State.READY, to=State.IDLE)
    def eject(self):
        """Give the card back."""


atm = Machine("4711", 250)
atm.insert().enter_pin("0000").enter_pin("4711").withdraw(100).eject()
print("balance", atm.balance)
for attempt in (lambda: atm.withdraw(10), lambda: atm.insert().insert()):
    try:
        attempt()
    except IllegalTransition as e:
        print("refused:", e, "|", e.action, "|", e.state.name)
try:
    atm.enter_pin("4711").withdraw(1000)
except ValueError as e:
    print("refused:", e)
atm.eject().insert()
for _ in range(3):
    atm.enter_pin("1")
print(atm.state, repr(atm.state), atm.state == "blocked")
for step in atm.history:
    print("%-8s --%s--> %s" % step)
for name in ("insert", "enter_pin", "withdraw", "eject"):
    f = getattr(Machine, name)
    print(name, "-", f.__doc__, "from", [s.name for s in f.sources])
