from dataclasses import dataclass
@dataclass
class Circle:
    r: float
@dataclass
class Rect:
    w: float
    h: float

def f(x):
    match x:
        case 0 | 1: return "small"
        case int(n) if n < 0: return f"neg {n}"
        case float() | int(): return "num"
        case "a": return "letter a"
        case str(s): return "str " + s
        case None: return "none"
        case Circle(r): return f"circle {r}"
        case Rect(w=w, h=h) if w == h: return f"square {w}"
        case Rect(w, h): return f"rect {w} {h}"
        case []: return "empty"
        case [x]: return f"one {x}"
        case [x, *rest]: return f"{x} then {rest}"
        case {"type": t, **rest}: return f"{t} {rest}"
        case _: return "?"
for v in (0, -3, 2.5, "a", "zz", None, Circle(2), Rect(1, 1), Rect(1, 2), [], [1], (1, 2, 3), {"type": "k", "z": 1}, {1}):
    print(f(v))
