def run(code, data=""):
    jump, stack = {}, []
    for i, c in enumerate(code):
        if c == "[": stack.append(i)
        elif c == "]":
            j = stack.pop(); jump[i], jump[j] = j, i
    tape, p, pc, out, inp = [0] * 300, 0, 0, [], iter(data)
    while pc < len(code):
        c = code[pc]
        if c == ">": p += 1
        elif c == "<": p -= 1
        elif c == "+": tape[p] = (tape[p] + 1) % 256
        elif c == "-": tape[p] = (tape[p] - 1) % 256
        elif c == ".": out.append(chr(tape[p]))
        elif c == ",": tape[p] = ord(next(inp, "\0"))
        elif c == "[" and not tape[p] or c == "]" and tape[p]: pc = jump[pc]
        pc += 1
    return "".join(out)

print(run("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+."))
print(run(",[.,]", "echo this"), run(">,[>,]<[.<]", "backwards"))
print(repr(run("++++++++[>++++++++<-]>+." * 2)))
