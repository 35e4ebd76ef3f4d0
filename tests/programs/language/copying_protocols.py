import copy


class Node:
    made = 0

    def __init__(self, value, children=()):
        Node.made += 1
        self.value = value
        self.children = list(children)
        self.parent = None
        for child in self.children:
            child.parent = self

    def __copy__(self):
        twin = Node(self.value)
        twin.children = self.children
        return twin

    def __deepcopy__(self, memo):
        twin = type(self)(copy.deepcopy(self.value, memo))
        memo[id(self)] = twin
        twin.children = [copy.deepcopy(c, memo) for c in self.children]
        for child in twin.children:
            child.parent = twin
        return twin

    def __repr__(self):
        return f"{self.value}{self.children or ''}"


class Plain:
    def __init__(self, **values):
        self.__dict__.update(values)


tree = Node("root", [Node("a", [Node("b")]), Node(["c"])])
shallow, deep = copy.copy(tree), copy.deepcopy(tree)
tree.children[1].value.append("changed")
tree.children.append(Node("new"))
print(tree, shallow, deep, sep="\n")
print(shallow.children is tree.children, deep.children[0].parent is deep, Node.made)

p = Plain(items=[1, [2]], name="p")
p.me = p
q, r = copy.copy(p), copy.deepcopy(p)
p.items[1].append(3)
print(q.items, r.items, q.me is p, r.me is r, type(r).__name__)
data = {"k": [1, (2, [3])], "s": {4}}
twin = copy.deepcopy(data)
data["k"][1][1].append("x")
print(data, twin, copy.copy(data)["k"] is data["k"])
shared = []
pair = copy.deepcopy([shared, shared])
print(pair[0] is pair[1], copy.copy((1, 2)), copy.deepcopy("text"), copy.copy(len) is len)
