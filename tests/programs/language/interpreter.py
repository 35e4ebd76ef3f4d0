import operator, re
OPS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
class Parser:
    _token = re.compile(r"\s*(?:(\d+\.?\d*)|(.))")
    def __init__(self, text):
        self._toks = [(float(n) if n else o) for n, o in self._token.findall(text)] + [None]
        self._pos = 0
    def _peek(self): return self._toks[self._pos]
    def _next(self):
        t = self._toks[self._pos]; self._pos += 1
        return t
    def expr(self, level=0):
        if level == 2:
            t = self._next()
            if t == "(":
                v = self.expr(); self._next(); return v
            if t == "-": return -self.expr(2)
            return t
        v = self.expr(level + 1)
        while self._peek() in (("+", "-"), ("*", "/"))[level]:
            v = OPS[self._next()](v, self.expr(level + 1))
        return v
print(Parser("2*(3+4)-5/2").expr(), Parser("-3+1").expr(), operator.attrgetter("real")(3), operator.itemgetter(1)([4, 5]), operator.methodcaller("upper")("a"))
