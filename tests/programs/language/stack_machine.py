"""Bytecode for a small stack machine: assembler, machine with dispatch by name, disassembler."""
from enum import IntEnum, auto


class Op(IntEnum):
    PUSH = auto()
    POP = auto()
    DUP = auto()
    SWAP = auto()
    ADD = auto()
    SUB = auto()
    MUL = auto()
    DIV = auto()
    LT = auto()
    EQ = auto()
    JMP = auto()
    JZ = auto()
    LOAD = auto()
    STORE = auto()
    CALL = auto()
    RET = auto()
    PRINT = auto()
    HALT = auto()

    @property
    def has_operand(self):
        return self in {Op.PUSH, Op.JMP, Op.JZ, Op.LOAD, Op.STORE, Op.CALL}


class MachineError(Exception):
    def __init__(self, reason, pc):
        super().__init__(f"{reason} at {pc:04d}")


def assemble(source):
    code, labels, patches = [], {}, []
    for line in source.splitlines():
        line = line.partition(";")[0].strip()
        if not line:
            continue
        if line.endswith(":"):
            labels[line[:-1]] = len(code)
            continue
        name, *operands = line.split()
        op = Op[name.upper()]
        if op.has_operand != bool(operands):
            raise ValueError(f"{name}: {len(operands)} operands")
        code.append(int(op))
        for operand in operands:
            if operand.lstrip("-").isdigit():
                code.append(int(operand))
            else:
                patches.append((len(code), operand))
                code.append(None)
    for at, label in patches:
        code[at] = labels[label]
    return code


def disassemble(code):
    at = 0
    while at < len(code):
        op = Op(code[at])
        text = f"{at:04d} {op.name:6}"
        if op.has_operand:
            at += 1
            text += f" {code[at]}"
        yield text.rstrip()
        at += 1


class Machine:
    def __init__(self, code, *, limit=10_000):
        self.code, self.limit = code, limit
        self.pc = self.steps = 0
        self.stack, self.calls, self.memory = [], [], {}
        self.output = []
        self._table = {op: getattr(self, f"op_{op.name.lower()}", None) for op in Op}

    def _operand(self):
        value = self.code[self.pc]
        self.pc += 1
        return value

    def run(self):
        while True:
            start = self.pc
            self.steps += 1
            if self.steps > self.limit:
                raise MachineError("too many steps", start)
            try:
                op = Op(self._operand())
                if op is Op.HALT:
                    return self.output
                handler = self._table[op]
                if handler is None:
                    self._arithmetic(op)
                else:
                    handler()
            except IndexError:
                raise MachineError("stack or code ran out", start) from None
            except ZeroDivisionError as error:
                raise MachineError(str(error), start) from error

    def _arithmetic(self, op):
        b, a = self.stack.pop(), self.stack.pop()
        match op:
            case Op.ADD: result = a + b
            case Op.SUB: result = a - b
            case Op.MUL: result = a * b
            case Op.DIV: result = a // b
            case Op.LT: result = int(a < b)
            case Op.EQ: result = int(a == b)
        self.stack.append(result)

    def op_push(self): self.stack.append(self._operand())
    def op_pop(self): self.stack.pop()
    def op_dup(self): self.stack.append(self.stack[-1])
    def op_swap(self): self.stack[-1], self.stack[-2] = self.stack[-2], self.stack[-1]
    def op_jmp(self): self.pc = self._operand()
    def op_load(self): self.stack.append(self.memory.get(self._operand(), 0))
    def op_store(self): self.memory[self._operand()] = self.stack.pop()
    def op_print(self): self.output.append(self.stack.pop())

    def op_jz(self):
        target = self._operand()
        if not self.stack.pop():
            self.pc = target

    def op_call(self):
        target = self._operand()
        self.calls.append(self.pc)
        self.pc = target

    def op_ret(self):
        self.pc = self.calls.pop()


FACTORIALS = """
    push 1
    store 0         ; n = 1
again:
    load 0
    call factorial
    print
    load 0
    push 1
    add
    dup
    store 0
    push 8
    lt
    jz done
    jmp again
done:
    halt
factorial:          ; n -- n!
    store 1
    push 1
next:
    load 1
    jz out
    load 1
    mul
    load 1
    push 1
    sub
    store 1
    jmp next
out:
    ret
"""

code = assemble(FACTORIALS)
machine = Machine(code)
print(machine.run(), machine.steps, machine.memory, len(code))
print(*list(disassemble(code))[:8], sep="\n")
for source in ("push 1\npush 0\ndiv\nhalt", "x:\njmp x", "add", "push 1", "ret"):
    try:
        print(Machine(assemble(source), limit=50).run())
    except MachineError as e:
        print(f"{source.splitlines()[0]:8} {e} {type(e.__cause__).__name__}")
for source in ("push", "jump 3", "jmp nowhere"):
    try:
        assemble(source)
    except (ValueError, KeyError) as e:
        print(type(e).__name__, e)
