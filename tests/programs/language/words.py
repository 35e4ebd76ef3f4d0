from collections import Counter, defaultdict, OrderedDict, deque, namedtuple, ChainMap
import re
text = "the cat and the hat and the bat"
c = Counter(text.split())
print(c.most_common(2), c["the"], sum(c.values()))
groups = defaultdict(list)
for w in c: groups[len(w)].append(w)
print(dict(groups))
d = {}
for ch in text:
    d.setdefault(ch, 0)
    d[ch] += 1
print(sorted(d.items(), key=lambda kv: (-kv[1], kv[0]))[:3])
print(re.sub(r"(\w)at", lambda m: m.group(1).upper() + "AT", text), re.findall(r"\bb\w+", text))
q = deque([1, 2, 3], maxlen=3); q.append(4); q.rotate(1); print(q)
P = namedtuple("P", "x y", defaults=[0]); print(P(1)._replace(x=5), P._fields, P(2)._asdict(), P._make([1, 2]))
print(ChainMap({"a": 1}, {"b": 2})["b"], list(OrderedDict(z=1).items()))
