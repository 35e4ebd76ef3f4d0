"""Functions for operators, getters and in-place operations."""
import operator
from functools import reduce
from operator import add, attrgetter, contains, countOf, indexOf, itemgetter, methodcaller, mul, truediv

print(add(2, 3), mul("ab", 2), truediv(7, 2), operator.floordiv(7, 2), operator.mod(7, 3), operator.pow(2, 8), operator.neg(4), operator.index(True))
print(operator.lt(1, 2), operator.eq("a", "a"), operator.ne(1, 1.0), operator.is_(None, None), operator.not_([]), operator.truth("x"))
print(operator.and_(6, 3), operator.or_(6, 3), operator.xor(6, 3), operator.invert(6), operator.lshift(1, 4), operator.rshift(16, 2))
print(contains([1, 2], 2), countOf("banana", "a"), indexOf("banana", "n"), operator.concat([1], [2]), operator.length_hint(iter([1, 2, 3])))
rivers = [("Rhine", 1233), ("Elbe", 1094), ("Oder", 840), ("Danube", 2850)]
length = itemgetter(1)
print(list(map(length, rivers)), sorted(rivers, key=length), itemgetter(0, 2, -1)("rivers"), itemgetter(slice(None, 3))("rivers"))
card = {"suit": "hearts", "rank": 12}
print(itemgetter("suit")(card), itemgetter("rank", "suit")(card), itemgetter(-1)([1, 2]))


class Name:
    def __init__(self, first, last):
        self.first, self.last = first, last


class Person:
    def __init__(self, first, last, age):
        self.name = Name(first, last)
        self.age = age

    def greet(self, greeting="Hi", *, mark="."):
        return f"{greeting} {self.name.first}{mark}"


people = [Person("Ann", "Zed", 40), Person("Bob", "Young", 30)]
print([attrgetter("name.last")(p) for p in people], attrgetter("age", "name.first")(people[0]))
print([methodcaller("greet", "Hello", mark="!")(p) for p in people], methodcaller("upper")("abc"))
print(min(people, key=attrgetter("age")).name.first)
try:
    attrgetter("nothing")(people[0])
except AttributeError as error:
    print(error)

a = [1, 2]
b = operator.iadd(a, [3])
operator.setitem(a, 0, 10)
operator.delitem(a, 1)
print(a, b is a, operator.getitem(a, slice(0, 1)), operator.iconcat(a, [4]), operator.imul(5, 3))
ops = {"+": add, "-": operator.sub, "*": mul, "/": truediv}


def rpn(text):
    stack = []
    for token in text.split():
        if token in ops:
            right, left = stack.pop(), stack.pop()
            stack.append(ops[token](left, right))
        else:
            stack.append(float(token))
    return stack.pop()


print(rpn("3 4 + 2 * 7 /"), reduce(mul, range(1, 7)), operator.call(max, 3, 9))
