"""A small interactive program: input until the end, commands dispatched by name."""
import cmd
import shlex


class Shell(cmd.Cmd):
    prompt = "> "
    intro = "A small shell."

    def __init__(self):
        super().__init__()
        self.stack = []

    def do_push(self, line):
        """push NUMBER..."""
        self.stack += map(float, shlex.split(line))

    def do_add(self, line):
        """add the two topmost numbers"""
        self.stack.append(self.stack.pop() + self.stack.pop())

    def do_show(self, line):
        """print the stack"""
        print(self.stack)

    def do_quit(self, line):
        """leave"""
        print("bye")
        return True

    def default(self, line):
        print("unknown:", line)

    def emptyline(self):
        pass


shell = Shell()
shell.use_rawinput = True
for line in ("push 1 2", "show", "nonsense"):
    shell.onecmd(line)
shell.cmdloop()
print(shell.completenames("s"), sorted(n for n in shell.get_names() if n.startswith("do_")))
