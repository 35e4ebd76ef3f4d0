"""Split like a shell, quote, and know the words of the language."""
import keyword
import shlex

print(shlex.split("cp 'my file' dest\\ dir \"a \\\"quoted\\\" word\" # not a comment"), shlex.split("a b # comment", comments=True))
print(shlex.quote("safe"), shlex.quote("it's; rm -rf ~"), shlex.join(["grep", "-v", "two words", "a.txt"]), shlex.split(shlex.join(["a b", "$c", ""])))
try:
    shlex.split("unclosed 'quote")
except ValueError as error:
    print(error)
print(keyword.iskeyword("for"), keyword.iskeyword("print"), keyword.issoftkeyword("match"), len(keyword.kwlist) >= 35, sorted(keyword.kwlist)[:4], "_" in keyword.softkwlist)


def safe_name(text):
    name = "".join(c if c.isalnum() else "_" for c in text)
    return name + "_" if keyword.iskeyword(name) else name


print([safe_name(x) for x in ("class", "two words", "ok")])


def run(line):
    match shlex.split(line):
        case ["add", *numbers]:
            return sum(map(int, numbers))
        case ["say", text]:
            return text
        case [command, *_]:
            return f"{command}: not found"


print(run("add 1 2 3"), run("say 'hello there'"), run("fly away"))
