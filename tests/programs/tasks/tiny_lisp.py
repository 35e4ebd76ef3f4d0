"""A small Lisp: reader, evaluator with lexical scope, macros of the usual kind, tail calls."""

import math
import operator as op
from functools import reduce


class Symbol(str):
    def __repr__(self):
        return str(self)


class LispError(Exception): ...


class Scope:
    __slots__ = ("_here", "_above")

    def __init__(self, here, above=None):
        self._here, self._above = here, above

    def _holder(self, name):
        scope = self
        while scope is not None:
            if name in scope._here:
                return scope._here
            scope = scope._above
        raise LispError(f"unbound: {name}")

    def lookup(self, name):
        return self._holder(name)[name]

    def define(self, name, value):
        self._here[name] = value
        return name

    def assign(self, name, value):
        self._holder(name)[name] = value


class Lambda:
    def __init__(self, params, body, scope):
        self.params, self.body, self.scope = params, body, scope

    def bind(self, args):
        if "." in self.params:
            i = self.params.index(".")
            names, values = self.params[:i] + self.params[i + 1 :], args[:i] + [args[i:]]
        else:
            names, values = self.params, args
        if len(names) != len(values):
            raise LispError(f"wants {len(names)} arguments, got {len(values)}")
        return Scope(dict(zip(names, values)), self.scope)

    def __call__(self, *args):
        return evaluate(self.body, self.bind(list(args)))


def tokens(text):
    out, word, in_string = [], "", False
    for ch in text + " ":
        if in_string:
            word += ch
            if ch == '"':
                out.append(word)
                word, in_string = "", False
        elif ch in "()'" or ch.isspace() or ch == '"':
            if word:
                out.append(word)
                word = ""
            if ch == '"':
                word, in_string = '"', True
            elif not ch.isspace():
                out.append(ch)
        else:
            word += ch
    return out


def read_all(text):
    stack = [[]]
    quotes = []
    for t in tokens(text):
        if t == "(":
            stack.append([])
            quotes.append(False)
            continue
        if t == "'":
            stack.append([Symbol("quote")])
            quotes.append(True)
            continue
        if t == ")":
            if len(stack) < 2:
                raise LispError("unexpected )")
            value = stack.pop()
            quotes.pop()
        else:
            value = literal(t)
        stack[-1].append(value)
        while quotes and quotes[-1]:
            quotes.pop()
            value = stack.pop()
            stack[-1].append(value)
    if len(stack) > 1:
        raise LispError("missing )")
    return stack[0]


def literal(t):
    if t[0] == '"':
        return t[1:-1]
    if t in ("#t", "#f"):
        return t == "#t"
    for kind in (int, float, Symbol):
        try:
            return kind(t)
        except ValueError:
            pass


def show(x):
    if x is True or x is False:
        return "#t" if x else "#f"
    if isinstance(x, list):
        return "(" + " ".join(map(show, x)) + ")"
    if isinstance(x, Symbol) or not isinstance(x, str):
        return "<lambda>" if isinstance(x, Lambda) else str(x)
    return f'"{x}"'


GLOBAL = Scope(
    {
        "+": lambda *a: sum(a),
        "*": lambda *a: reduce(op.mul, a, 1),
        "/": op.truediv,
        "-": lambda a, *b: a - sum(b) if b else -a,
        "=": op.eq,
        "<": op.lt,
        ">": op.gt,
        "mod": op.mod,
        "car": lambda x: x[0],
        "cdr": lambda x: x[1:],
        "cons": lambda a, b: [a] + b,
        "list": lambda *a: list(a),
        "null?": lambda x: x == [],
        "not": op.not_,
        "length": len,
        "sqrt": math.sqrt,
        "append": lambda *a: sum(a, []),
        "display": lambda *a: print(*(x if isinstance(x, str) else show(x) for x in a)),
        "map": lambda f, xs: [f(x) for x in xs],
        "apply": lambda f, xs: f(*xs),
        "string-append": lambda *a: "".join(a),
    }
)


def evaluate(x, scope=GLOBAL):
    while True:
        if isinstance(x, Symbol):
            return scope.lookup(x)
        if not isinstance(x, list) or not x:
            return x
        head, *rest = x
        match head:
            case "quote":
                return rest[0]
            case "if":
                test, yes, *no = rest
                x = yes if evaluate(test, scope) is not False else (no[0] if no else [])
            case "define" if isinstance(rest[0], list):
                return scope.define(
                    rest[0][0], Lambda(rest[0][1:], [Symbol("begin"), *rest[1:]], scope)
                )
            case "define":
                return scope.define(rest[0], evaluate(rest[1], scope))
            case "set!":
                scope.assign(rest[0], evaluate(rest[1], scope))
                return []
            case "lambda":
                return Lambda(rest[0], [Symbol("begin"), *rest[1:]], scope)
            case "begin":
                for part in rest[:-1]:
                    evaluate(part, scope)
                x = rest[-1]
            case "let":
                scope = Scope({n: evaluate(v, scope) for n, v in rest[0]}, scope)
                x = [Symbol("begin"), *rest[1:]]
            case "cond":
                for test, *body in rest:
                    if test == "else" or evaluate(test, scope) is not False:
                        x = [Symbol("begin"), *body]
                        break
                else:
                    return []
            case _:
                f, *args = [evaluate(p, scope) for p in x]
                if not isinstance(f, Lambda):
                    if not callable(f):
                        raise LispError(f"not a function: {show(f)}")
                    return f(*args)
                x, scope = f.body, f.bind(args)


PROGRAM = """
(define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))
(fact 25)
(define (loop i sum) (if (= i 0) sum (loop (- i 1) (+ sum i))))
(loop 5000 0)
(define (compose . fs) (cond ((null? fs) (lambda (x) x)) (else (lambda (x) ((car fs) ((apply compose (cdr fs)) x))))))
((compose sqrt (lambda (x) (* x x x x))) 3)
(define tick (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
(begin (tick) (tick) (display "ticks: " (tick)))
(map (lambda (x) (if (= (mod x 2) 0) 'even x)) '(1 2 3 4))
"""
for expression in read_all(PROGRAM):
    print(show(evaluate(expression)))
for bad in ("(car", "(1 2)", "(undefined 1)", "((lambda (a b) a) 1)", ")", "(/ 1 0)"):
    try:
        print([show(evaluate(e)) for e in read_all(bad)])
    except (LispError, ArithmeticError) as e:
        print(f"{bad}  {type(e).__name__}: {e}")
