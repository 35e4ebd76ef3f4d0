"""A small Lisp, with closures, macros-free, tail calls in a loop."""
import operator as op


class Symbol(str):
    def __repr__(self):
        return str(self)


class Env(dict):
    def __init__(self, names=(), values=(), outer=None):
        super().__init__(zip(names, values))
        self.outer = outer

    def find(self, name):
        if name in self:
            return self
        if self.outer is None:
            raise LookupError(f"unbound: {name}")
        return self.outer.find(name)


class Procedure:
    __slots__ = ("params", "body", "env")

    def __init__(self, params, body, env):
        self.params, self.body, self.env = params, body, env

    def __call__(self, *args):
        return evaluate(self.body, Env(self.params, args, self.env))

    def __repr__(self):
        return f"<procedure ({' '.join(self.params)})>"


def tokenize(text):
    return text.replace("(", " ( ").replace(")", " ) ").replace("'", " ' ").split()


def read(tokens):
    if not tokens:
        raise SyntaxError("unexpected end")
    token = tokens.pop(0)
    if token == "(":
        items = []
        while tokens and tokens[0] != ")":
            items.append(read(tokens))
        if not tokens:
            raise SyntaxError("missing )")
        tokens.pop(0)
        return items
    if token == ")":
        raise SyntaxError("unexpected )")
    if token == "'":
        return [Symbol("quote"), read(tokens)]
    for kind in (int, float, Symbol):
        try:
            return kind(token)
        except ValueError:
            continue


def show(value):
    if value is True:
        return "#t"
    if value is False:
        return "#f"
    if isinstance(value, list):
        return "(" + " ".join(map(show, value)) + ")"
    return str(value)


def evaluate(x, env):
    while True:
        if isinstance(x, Symbol):
            return env.find(x)[x]
        if not isinstance(x, list):
            return x
        if not x:
            return []
        match x:
            case ["quote", value]:
                return value
            case ["if", test, yes, *no]:
                x = yes if evaluate(test, env) is not False else (no[0] if no else [])
                continue
            case ["define", [name, *params], *body]:
                env[name] = Procedure(params, [Symbol("begin"), *body], env)
                return None
            case ["define", name, value]:
                env[name] = evaluate(value, env)
                return None
            case ["set!", name, value]:
                env.find(name)[name] = evaluate(value, env)
                return None
            case ["lambda", params, *body]:
                return Procedure(params, [Symbol("begin"), *body], env)
            case ["let", bindings, *body]:
                names, values = [b[0] for b in bindings], [evaluate(b[1], env) for b in bindings]
                x, env = [Symbol("begin"), *body], Env(names, values, env)
                continue
            case ["begin", *body]:
                for each in body[:-1]:
                    evaluate(each, env)
                x = body[-1]
                continue
            case ["and", *tests]:
                return all(evaluate(t, env) is not False for t in tests)
        function, *args = (evaluate(each, env) for each in x)
        if isinstance(function, Procedure):
            x, env = function.body, Env(function.params, args, function.env)
            continue
        if not callable(function):
            raise TypeError(f"not a procedure: {show(function)}")
        return function(*args)


def standard_env():
    env = Env()
    env.update({
        "+": lambda *a: sum(a), "-": lambda a, *b: a - sum(b) if b else -a, "*": op.mul, "/": op.truediv,
        "<": op.lt, ">": op.gt, "=": op.eq, "<=": op.le, "car": lambda x: x[0], "cdr": lambda x: x[1:],
        "cons": lambda a, b: [a, *b], "list": lambda *a: [*a], "null?": lambda x: x == [], "length": len,
        "append": op.add, "map": lambda f, xs: [f(x) for x in xs], "not": lambda x: x is False, "abs": abs,
        "apply": lambda f, args: f(*args), "symbol?": lambda x: isinstance(x, Symbol),
    })
    return env


PROGRAM = """
(define (square x) (* x x))
(square 12)
(define (fact n) (if (<= n 1) 1 (* n (fact (- n 1)))))
(fact 20)
(map (lambda (x) (+ x 0.5)) '(1 2 3))
(define (make-counter n) (lambda () (set! n (+ n 1)) n))
(define c (make-counter 10))
(list (c) (c) (c))
(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n))))
(loop 5000 0)
(let ((a 1) (b 2)) (cons a (list b 'c)))
(define (range a b) (if (< a b) (cons a (range (+ a 1) b)) '()))
(apply + (map square (range 0 10)))
(and (< 1 2) (not (< 2 1)))
square
(if #t 1 2)
(1 2 3)
(car '())
"""

env = standard_env()
env["#t"], env["#f"] = True, False
for line in PROGRAM.strip().splitlines():
    try:
        value = evaluate(read(tokenize(line)), env)
        if value is not None:
            print(f"{line}\n  => {show(value)}")
    except (LookupError, TypeError, SyntaxError) as error:
        print(f"{line}\n  !! {type(error).__name__}: {error}")
for broken in ("(+ 1", ")", "(undefined 1)"):
    try:
        print(evaluate(read(tokenize(broken)), env))
    except (SyntaxError, LookupError) as error:
        print(broken, "!!", error)
