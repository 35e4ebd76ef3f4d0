"""The command pattern: a text buffer with undo and redo."""
from __future__ import annotations

from abc import ABC, abstractmethod


class Command(ABC):
    @abstractmethod
    def do(self, buffer: Buffer) -> None: ...

    @abstractmethod
    def undo(self, buffer: Buffer) -> None: ...

    def merge(self, other: Command) -> bool:
        return False


class Insert(Command):
    def __init__(self, at: int, text: str):
        self.at, self.text = at, text

    def do(self, buffer):
        buffer._text[self.at:self.at] = self.text

    def undo(self, buffer):
        del buffer._text[self.at:self.at + len(self.text)]

    def merge(self, other):
        if isinstance(other, Insert) and other.at == self.at + len(self.text) and " " not in other.text:
            self.text += other.text
            return True
        return False

    def __repr__(self):
        return f"Insert({self.at}, {self.text!r})"


class Delete(Command):
    def __init__(self, start: int, stop: int):
        self.range = slice(start, stop)
        self._removed: list[str] = []

    def do(self, buffer):
        self._removed = buffer._text[self.range]
        del buffer._text[self.range]

    def undo(self, buffer):
        buffer._text[self.range.start:self.range.start] = self._removed

    def __repr__(self):
        return f"Delete({self.range.start}, {self.range.stop})"


class Macro(Command):
    def __init__(self, *commands: Command):
        self.commands = commands

    def do(self, buffer):
        for command in self.commands:
            command.do(buffer)

    def undo(self, buffer):
        for command in reversed(self.commands):
            command.undo(buffer)

    def __repr__(self):
        return f"Macro{self.commands!r}"


class Buffer:
    def __init__(self, text=""):
        self._text = list(text)
        self._done: list[Command] = []
        self._undone: list[Command] = []

    def __str__(self):
        return "".join(self._text)

    def __len__(self):
        return len(self._text)

    def execute(self, command: Command) -> Buffer:
        command.do(self)
        if not (self._done and self._done[-1].merge(command)):
            self._done.append(command)
        self._undone.clear()
        return self

    def undo(self, times=1):
        for _ in range(times):
            if not self._done:
                raise IndexError("nothing to undo")
            command = self._done.pop()
            command.undo(self)
            self._undone.append(command)
        return self

    def redo(self):
        if self._undone:
            command = self._undone.pop()
            command.do(self)
            self._done.append(command)
        return self


b = Buffer("hello")
b.execute(Insert(5, " ")).execute(Insert(6, "w")).execute(Insert(7, "orld"))
print(b, b._done, len(b))
b.execute(Delete(0, 6))
print(b)
b.execute(Macro(Insert(0, "my "), Delete(3, 4), Insert(3, "W")))
print(b, b._done[-1])
print(b.undo(), "|", b.undo(), "|", b.redo(), "|", b.redo(), "|", b.redo())
b.undo().execute(Insert(0, "* "))
print(b, b._undone, b.undo(3) if len(b._done) > 2 else "-")
try:
    b.undo(10)
except IndexError as e:
    print(e, repr(str(b)))
