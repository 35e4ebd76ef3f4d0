from enum import Enum, auto
class S(Enum):
    IDLE = auto(); RUN = auto(); DONE = auto()
class Machine:
    _table = {S.IDLE: S.RUN, S.RUN: S.DONE}
    def __init__(self): self._state = S.IDLE; self._observers = []
    def on_change(self, fn): self._observers.append(fn); return fn
    def step(self):
        old, self._state = self._state, self._table.get(self._state, self._state)
        for fn in self._observers: fn(old, self._state)
    @property
    def state(self): return self._state
m = Machine()
@m.on_change
def log(a, b): print(a.name, "->", b.name)
m.step(); m.step(); m.step(); print(m.state)
