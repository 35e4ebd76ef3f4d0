from abc import ABC, abstractmethod
from dataclasses import dataclass, field


class Document:
    def __init__(self, text=""):
        self.text = text

    def __str__(self):
        return repr(self.text)


class Command(ABC):
    @abstractmethod
    def do(self, doc): ...

    @abstractmethod
    def undo(self, doc): ...

    def merge(self, other):
        return None


@dataclass
class Insert(Command):
    at: int
    text: str

    def do(self, doc):
        if not 0 <= self.at <= len(doc.text):
            raise IndexError(f"no position {self.at}")
        doc.text = doc.text[: self.at] + self.text + doc.text[self.at :]

    def undo(self, doc):
        doc.text = doc.text[: self.at] + doc.text[self.at + len(self.text) :]

    def merge(self, other):
        if (
            isinstance(other, Insert)
            and other.at == self.at + len(self.text)
            and not other.text.isspace()
        ):
            return Insert(self.at, self.text + other.text)


@dataclass
class Delete(Command):
    start: int
    stop: int
    _gone: str = field(default="", init=False, repr=False)

    def do(self, doc):
        self._gone = doc.text[self.start : self.stop]
        doc.text = doc.text[: self.start] + doc.text[self.stop :]

    def undo(self, doc):
        doc.text = doc.text[: self.start] + self._gone + doc.text[self.start :]


@dataclass
class Macro(Command):
    steps: list = field(default_factory=list)

    def do(self, doc):
        done = []
        try:
            for step in self.steps:
                step.do(doc)
                done.append(step)
        except Exception:
            for step in reversed(done):
                step.undo(doc)
            raise

    def undo(self, doc):
        for step in reversed(self.steps):
            step.undo(doc)


class Editor:
    def __init__(self, limit=5):
        self.doc = Document()
        self._undo, self._redo, self._limit = [], [], limit

    def run(self, command):
        command.do(self.doc)
        merged = self._undo[-1].merge(command) if self._undo else None
        if merged:
            self._undo[-1] = merged
        else:
            self._undo.append(command)
        del self._undo[: -self._limit]
        self._redo.clear()

    def undo(self):
        if not self._undo:
            return False
        command = self._undo.pop()
        command.undo(self.doc)
        self._redo.append(command)
        return True

    def redo(self):
        if not self._redo:
            return False
        command = self._redo.pop()
        command.do(self.doc)
        self._undo.append(command)
        return True


e = Editor()
for i, ch in enumerate("helo"):
    e.run(Insert(i, ch))
print(e.doc, e._undo)
e.run(Insert(4, " "))
e.run(Insert(5, "world"))
e.run(Delete(2, 4))
e.run(Insert(2, "llo"))
print(e.doc, len(e._undo))
while e.undo():
    print("undo", e.doc)
while e.redo():
    print("redo", e.doc)
e.undo()
e.run(Macro([Insert(0, ">> "), Delete(0, 1), Insert(0, "#")]))
print(e.doc, e.redo())
try:
    e.run(Macro([Insert(0, "x"), Insert(999, "y")]))
except IndexError as error:
    print("macro failed:", error, e.doc)
e.undo()
print(e.doc)
try:
    Command()
except TypeError as error:
    print("abstract" in str(error), Insert(1, "a") == Insert(1, "a"))
