"""Pretty printing, ini files, HTML, addresses, options, shells, splitting, calendars."""

import pprint, configparser, io, html.parser, html.entities, ipaddress, getopt, cmd, shlex, textwrap, calendar, collections

pprint.pprint({"a": list(range(40)), "b": {"c": "x" * 90}}, width=40)
pprint.pprint(collections.Counter("abcdefghijklmnopabc"), width=40)
pprint.pprint(collections.OrderedDict(a=1, b=[2] * 30), width=30)
pprint.pp([1, {2: 3}])
from dataclasses import dataclass


@dataclass
class P:
    x: int
    y: list


pprint.pprint(P(1, list(range(50))))
print(pprint.pformat([P(1, [2])], width=10))
print(pprint.saferepr(P(1, [])))


class MyPP(pprint.PrettyPrinter):
    def format(self, o, c, m, l):
        if isinstance(o, int):
            return ("<%d>" % o, True, False)
        return super().format(o, c, m, l)


MyPP().pprint([1, 2, {"a": 3}])
c = configparser.ConfigParser()
c.read_string("[a]\nx=1\ny=%(x)s2\n[b]\nz:true\n")
print(
    c.sections(),
    c["a"]["y"],
    c.getint("a", "x"),
    c["b"].getboolean("z"),
    c.get("a", "q", fallback="F"),
)
c["n"] = {"k": "v"}
o = io.StringIO()
c.write(o)
print(o.getvalue())
try:
    c["zz"]
except KeyError as e:
    print(e)


class H(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.out = []

    def handle_starttag(self, t, a):
        self.out.append(("s", t, a))

    def handle_endtag(self, t):
        self.out.append(("e", t))

    def handle_data(self, d):
        self.out.append(d)


h = H()
h.feed("<p class='x'>Hi &amp; <b>there</b><br/><!-- c --></p>")
h.close()
print(h.out, h.getpos())
print(html.entities.name2codepoint["amp"], len(html.entities.html5), html.unescape("&lt;"))
a = ipaddress.ip_address("192.168.1.1")
n = ipaddress.ip_network("10.0.0.0/29")
print(
    a,
    a.is_private,
    a + 1,
    n,
    list(n.hosts()),
    n.num_addresses,
    a in n,
    repr(a),
    ipaddress.ip_address("::1").is_loopback,
    list(n.subnets()),
    ipaddress.ip_interface("1.2.3.4/8").network,
)
try:
    ipaddress.ip_address("zz")
except ValueError as e:
    print(e)
print(
    sorted([ipaddress.ip_address("9.9.9.9"), a]),
    hash(a) == hash(ipaddress.ip_address("192.168.1.1")),
    f"{a:x}",
    int(a),
)
print(
    getopt.getopt(["-a", "1", "--foo=2", "x"], "a:", ["foo="]), getopt.gnu_getopt(["x", "-v"], "v")
)
try:
    getopt.getopt(["-z"], "a")
except getopt.GetoptError as e:
    print(e)


class Sh(cmd.Cmd):
    "doc"

    def do_hi(self, arg):
        "say hi"
        print("hi", arg)

    def do_quit(self, arg):
        return True


s = Sh()
s.onecmd("hi bob")
s.onecmd("help")
s.onecmd("help hi")
s.onecmd("zzz")
print(s.onecmd("quit"))
print(shlex.split("a 'b c' d#x", comments=True), shlex.quote("a b"), shlex.join(["a", "b c"]))
lx = shlex.shlex("a = 'b' + 1", posix=True)
print(list(lx))
lx = shlex.shlex("x;y|z", punctuation_chars=True)
lx.whitespace_split = True
print(list(lx))
w = textwrap.TextWrapper(width=20, initial_indent="* ", subsequent_indent="  ")
print(w.fill("the quick brown fox jumps over the lazy dog"))
print(
    textwrap.shorten("hello world foo", 12),
    textwrap.dedent("  a\n   b"),
    textwrap.indent("a\nb", "> "),
)


class W(textwrap.TextWrapper):
    pass


print(W(width=10).wrap("aaa bbb ccc ddd"))
print(calendar.month(2024, 2))
calendar.setfirstweekday(calendar.SUNDAY)
print(
    calendar.month(2024, 2),
    calendar.firstweekday(),
    calendar.HTMLCalendar().formatmonth(2024, 2)[:80],
    calendar.month_name[3],
    list(calendar.day_abbr),
    calendar.monthrange(2024, 2),
    calendar.TextCalendar(6).formatweekheader(3),
    calendar.isleap(2000),
    calendar.timegm((1970, 1, 2, 0, 0, 0)),
)


class MC(calendar.TextCalendar):
    def formatday(self, d, wd, w):
        return super().formatday(d, wd, w).replace(" ", ".")


print(MC().formatmonth(2024, 2))
