import sys


def parse(program):
    jumps, stack = {}, []
    for i, c in enumerate(program):
        if c == "[":
            stack.append(i)
        elif c == "]":
            if not stack:
                raise SyntaxError("unmatched ] at %d" % i)
            j = stack.pop()
            jumps[i], jumps[j] = j, i
    if stack:
        raise SyntaxError("unmatched [ at %d" % stack[-1])
    return jumps


def run(program, stdin=""):
    jumps = parse(program)
    tape, p, pc, steps = bytearray(300), 0, 0, 0
    source = iter(stdin)
    while pc < len(program):
        c = program[pc]
        if c == ">":
            p += 1
        elif c == "<":
            p -= 1
        elif c == "+":
            tape[p] = (tape[p] + 1) & 255
        elif c == "-":
            tape[p] = (tape[p] - 1) & 255
        elif c == ".":
            sys.stdout.write(chr(tape[p]))
        elif c == ",":
            tape[p] = ord(next(source, "\0"))
        elif c == "[" and not tape[p]:
            pc = jumps[pc]
        elif c == "]" and tape[p]:
            pc = jumps[pc]
        pc += 1
        steps += 1
    sys.stdout.flush()
    return steps


def writer(text):
    """A program that prints the text, by the differences between its letters."""
    out, last = [], 0
    for c in text:
        d = ord(c) - last
        a = int(abs(d) ** 0.5) or 1
        sign = "+" if d > 0 else "-"
        out.append(f">{'+' * a}[<{sign * (abs(d) // a)}>-]<{sign * (abs(d) % a)}.")
        last = ord(c)
    return "".join(out)


hello = writer("Good morning!")
print(hello)
print("", run(hello), "steps")
print("", run(",[>,]<[.<]", "stressed"), "steps")
print("", run(",[.,]", "cat"), "steps")
triangle = "++++++[>++++++<-]>+++++<++++++++++>>+++++[>+[>+<<<.>>-]>[<+>-]<<<<.>>-]"
print("", run(triangle), "steps")
for bad in ("+]", "[[]"):
    try:
        run(bad)
    except SyntaxError as e:
        print("error:", e.msg)
