import copy
class N:
    def __init__(self, v): self.v, self._k = v, [v]
n = N([1]); m = copy.copy(n); d = copy.deepcopy(n)
n.v.append(2); print(m.v, d.v, d._k, copy.deepcopy({"a": [1, (2, [3])]}), copy.copy([1]))
x = [1]; x.append(x); y = copy.deepcopy(x); print(y[1] is y)
