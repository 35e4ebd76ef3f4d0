"""A stack machine, its assembler with labels, and a disassembler."""

import struct
from enum import IntEnum
from typing import Callable


class Op(IntEnum):
    HALT = 0
    PUSH = 1
    POP = 2
    DUP = 3
    SWAP = 4
    ADD = 5
    SUB = 6
    MUL = 7
    DIV = 8
    LT = 9
    EQ = 10
    JMP = 11
    JZ = 12
    CALL = 13
    RET = 14
    LOAD = 15
    STORE = 16
    PRINT = 17
    EMIT = 18

    @property
    def has_operand(self) -> bool:
        return self in _WITH_OPERAND


_WITH_OPERAND = frozenset({Op.PUSH, Op.JMP, Op.JZ, Op.CALL, Op.LOAD, Op.STORE})


class AssemblerError(Exception): ...


class Fault(Exception): ...


def assemble(source: str) -> bytes:
    lines = [l.split(";")[0].split() for l in source.splitlines()]
    labels: dict[str, int] = {}
    program: list[tuple[int, Op, str | None]] = []
    at = 0
    for number, words in enumerate(lines, 1):
        while words and words[0].endswith(":"):
            label = words.pop(0)[:-1]
            if label in labels:
                raise AssemblerError(f"line {number}: label {label} twice")
            labels[label] = at
        if not words:
            continue
        try:
            op = Op[words[0].upper()]
        except KeyError:
            raise AssemblerError(f"line {number}: no instruction {words[0]!r}") from None
        if op.has_operand != (len(words) == 2):
            raise AssemblerError(f"line {number}: {op.name} takes {int(op.has_operand)} operand")
        program.append((number, op, words[1] if op.has_operand else None))
        at += 5 if op.has_operand else 1
    code = bytearray()
    for number, op, operand in program:
        code.append(op)
        if operand is not None:
            if operand in labels:
                value = labels[operand]
            else:
                try:
                    value = int(operand, 0)
                except ValueError:
                    raise AssemblerError(f"line {number}: no label {operand!r}") from None
            code += struct.pack("<i", value)
    return bytes(code)


def disassemble(code: bytes):
    at = 0
    while at < len(code):
        op = Op(code[at])
        if op.has_operand:
            (value,) = struct.unpack_from("<i", code, at + 1)
            yield f"{at:04x}  {code[at : at + 5].hex(' '):<16} {op.name.lower():<6} {value}"
            at += 5
        else:
            yield f"{at:04x}  {code[at]:02x}{'':<15}{op.name.lower()}"
            at += 1


class Machine:
    def __init__(self, code: bytes, *, limit: int = 10_000) -> None:
        self.code, self.limit = code, limit
        self.stack: list[int] = []
        self.frames: list[int] = []
        self.memory = [0] * 16
        self.output: list[str] = []
        self.pc = self.steps = 0
        self._binary: dict[Op, Callable[[int, int], int]] = {
            Op.ADD: lambda a, b: a + b,
            Op.SUB: lambda a, b: a - b,
            Op.MUL: lambda a, b: a * b,
            Op.DIV: lambda a, b: a // b,
            Op.LT: lambda a, b: int(a < b),
            Op.EQ: lambda a, b: int(a == b),
        }

    def _pop(self) -> int:
        if not self.stack:
            raise Fault("stack is empty")
        return self.stack.pop()

    def run(self) -> str:
        while True:
            self.steps += 1
            if self.steps > self.limit:
                raise Fault("step limit")
            op = Op(self.code[self.pc])
            self.pc += 1
            operand = 0
            if op.has_operand:
                (operand,) = struct.unpack_from("<i", self.code, self.pc)
                self.pc += 4
            if op in self._binary:
                b, a = self._pop(), self._pop()
                try:
                    self.stack.append(self._binary[op](a, b))
                except ZeroDivisionError:
                    raise Fault(f"division by zero at {self.pc - 1:04x}") from None
                continue
            match op:
                case Op.HALT:
                    return "".join(self.output)
                case Op.PUSH:
                    self.stack.append(operand)
                case Op.POP:
                    self._pop()
                case Op.DUP:
                    self.stack += [x := self._pop(), x]
                case Op.SWAP:
                    self.stack[-2:] = self.stack[:-3:-1]
                case Op.JMP:
                    self.pc = operand
                case Op.JZ:
                    self.pc = self.pc if self._pop() else operand
                case Op.CALL:
                    self.frames.append(self.pc)
                    self.pc = operand
                case Op.RET:
                    self.pc = self.frames.pop()
                case Op.LOAD:
                    self.stack.append(self.memory[operand])
                case Op.STORE:
                    self.memory[operand] = self._pop()
                case Op.PRINT:
                    self.output.append(str(self._pop()))
                case Op.EMIT:
                    self.output.append(chr(self._pop()))


FACTORIALS = """
        push 1
        store 0         ; n
again:  load 0
        push 8
        lt
        jz end
        load 0
        call fact
        print
        push 0x20       ; a space
        emit
        load 0
        push 1
        add
        store 0
        jmp again
fact:   dup             ; ( n -- n! )
        push 2
        lt
        jz deeper
        pop
        push 1
        ret
deeper: dup
        push 1
        sub
        call fact
        mul
        ret
end:    halt
"""

code = assemble(FACTORIALS)
for row in list(disassemble(code))[:6]:
    print(row)
machine = Machine(code)
print(machine.run(), f"in {machine.steps} steps, {len(code)} bytes")
for source in (
    "push",
    "jump 1",
    "jmp nowhere",
    "a:\na: halt",
    "add\nhalt",
    "push 1\npush 0\ndiv",
    "x: jmp x",
):
    try:
        print(Machine(assemble(source), limit=50).run())
    except (AssemblerError, Fault) as e:
        print(f"{type(e).__name__}: {e}")
