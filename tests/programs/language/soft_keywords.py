"""match, case, type and _ are names too, and source can be written in odd ways."""
match = {"case": 1}
case = [match]
type_ = type
match["case"] += 1; match.update(match=2)
print(match, case[0]["case"], match["match"])


def match_it(match, case=None):
    match match:
        case str(case) if case:
            return case
        case _:
            return (match, case)


class type_of:
    type = "attribute called type"
    match = property(lambda self: "property called match")
    _ = "underscore"

    def case(self): return self.type, self.match, self._


print(match_it("text"), match_it(3, case=4), type_of().case())
_ = 5
for _ in range(2): pass
print(_, [_ for _ in "ab"], _)
π, naïve, größe, 变量, _x1 = 3.14, "ï", 3, [1], None
print(π, naïve, größe, 变量, _x1, "ﬁ".isidentifier())
print(1 if True else 2, end=" "); print(0x_ff, 1_0.5e-1_0 > 0, .5, 5., 1e3J, 0O17, 0B1_1)
total = 1 + \
    2 + \
    3
print(total, "implicit " 'concatenation ' """of "three" kinds""", r'\raw' "+", b'by' b'tes', 'it''s')
if total: print("one line"); print("two statements")
while total: total -= 1;
else: print("while else", total)
class Empty: ...
class Doc: "only a docstring"
def nothing(): ...
def documented():
    '''Docs
    over lines.'''
async def coroutine(): return 1
print(Empty.__doc__, Doc.__doc__, nothing(), documented.__doc__.split(), coroutine.__name__)
nested = ((((((1), 2), [3, (4,)]), {5: {6}}), ), )
print(nested, nested[0][0][0][1][1], nested[0][0][1][5], (), (1,), [*()], {**{}}, not(True), -(-1), +-+1, ~-1, 2**-1, -2**2, (-2)**2)
print("\x41\u00e9\N{BULLET}\101\t|\\|\"|\'", len("\0"), b"\x00\xff\'", "a\
b", """line
  two""")
values = [
    1,
    2,  # trailing comma and comment

]
f = lambda *a, k=lambda: 5, **kw: (a, k(), kw) if a else k
print(f(1, 2, z=3), f()(), (lambda: (yield))().__class__.__name__, [(lambda x: x)(y) for y in values])
print(*values, *{"k": 1}, **{"sep": "-", "end": "!\n"})
first, second = values; (first), [second] = first, [second]
print(values[first:], values[::], values[:-1:], values[-1:][0], "abc"[1:][0], {1: 2}[1], (1, 2)[0])
x = y = z = []; x += [1]; print(y is z, y, x == [1] == z, 1 < 2 < 3 != 4 in [4] is not None)
for i, in [(1,), (2,)]: print(i, end=" ")
for a, *b in [(1, 2, 3), "xyz"]: print(a, b, end=" ")
for c in *values, 9: print(c, end=" ")
print()
def stars(): return *values, 10
def gen(): x = yield; y = yield x; yield from (x, y)
g = gen(); next(g); g.send("sent"); print(stars(), g.send("again"), next(g))
print({*values, *values} == {1, 2}, [*range(3), *"ab"], {"a": 1, **{"b": 2}, "a": 3})
assert values, "never shown"; assert (1, "true")[0]
print(values if values else None or 5, values and 1 or 2, not values or 3, None is not None, "a" not in "b")
try: raise ValueError
except (TypeError, ValueError): print("caught")
else: pass
finally: print("finally")
with_ = [each for row in [[1, 2], [3]] for each in row if each if each > 1]
print(with_, (yes := True) and yes, [w := 1, w ** 2], {(k := "key"): k})
grid = {(r, c): r * c for r in range(2) for c in range(2)}
print(grid[1, 1], grid[(0, 1)], {...: "ellipsis"}[...], len(grid), __name__)
matrix = [[1, 2], [3, 4]]
idx = (0, 1)
class Key:
    def __getitem__(self, k): return k
print(Key()[idx], Key()[*idx, 2], Key()[1:2, ::3, ...], Key()[()], Key()[:], Key()[lambda: 1].__name__)
