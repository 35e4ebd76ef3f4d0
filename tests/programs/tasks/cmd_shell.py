"""A small shell on cmd.Cmd, fed with lines; plus getopt the old way."""

import cmd
import getopt
import shlex


class Shell(cmd.Cmd):
    intro = "Welcome. Type help."
    prompt = ""
    doc_header = "Commands"

    def __init__(self):
        super().__init__()
        self.values = {}

    def do_set(self, arg):
        """set NAME VALUE: remember a value"""
        name, value = shlex.split(arg)
        self.values[name] = value

    def do_show(self, arg):
        "show [-r] [-n COUNT]: list the values"
        try:
            opts, rest = getopt.getopt(arg.split(), "rn:", ["reverse", "count="])
        except getopt.GetoptError as e:
            self.stdout.write(f"{e}\n")
            return
        opts = dict(opts)
        names = sorted(self.values, reverse="-r" in opts or "--reverse" in opts)
        for name in names[: int(opts.get("-n", opts.get("--count", 99)))]:
            print(name, "=", self.values[name], file=self.stdout)

    def do_quit(self, arg):
        print("bye")
        return True

    def default(self, line):
        print("what is", repr(line), "?")

    def emptyline(self):
        pass

    def precmd(self, line):
        return line.split("#")[0].strip()


shell = Shell()
print(shell.intro)
for line in [
    "set a 1",
    'set b "two words" # note',
    "",
    "show",
    "show -r -n 1",
    "show --count=1",
    "show -x",
    "dance now",
    "help set",
    "quit",
]:
    print(">", line)
    if shell.onecmd(shell.precmd(line)):
        break
print(sorted(n for n in shell.get_names() if n.startswith("do_")), shell.completenames("s"))
