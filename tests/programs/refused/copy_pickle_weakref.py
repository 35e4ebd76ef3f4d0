# refused: '__getstate__' cannot be defined; define __copy__ or __deepcopy__
"""Object plumbing: copying graphs, snapshots with pickle, caches with weak references."""

import copy
import gc
import pickle
import weakref


class Node:
    def __init__(self, name, *children):
        self.name = name
        self.children = list(children)
        self.parent = None
        for c in children:
            c.parent = self

    def walk(self):
        yield self
        for c in self.children:
            yield from c.walk()

    def __repr__(self):
        return f"Node({self.name!r})"

    def __copy__(self):
        new = type(self).__new__(type(self))
        new.__dict__.update(self.__dict__)
        new.name += " (copy)"
        return new


class Account:
    def __init__(self, owner, secret):
        self.owner, self.secret = owner, secret

    def __getstate__(self):
        state = self.__dict__.copy()
        del state["secret"]
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.secret = None


tree = Node("root", Node("a", Node("a1")), Node("b"))
twin = copy.deepcopy(tree)
twin.children[0].name = "A"
print([n.name for n in tree.walk()], [n.name for n in twin.walk()], twin.children[0].parent is twin)
shallow = copy.copy(tree)
print(shallow, shallow.children is tree.children)

data = {"list": [1, 2], "tree": tree}
data["self"] = data
clone = copy.deepcopy(data)
print(clone["self"] is clone, clone["tree"] is not tree, clone["list"] == data["list"])

stored = pickle.dumps([Account("Ann", "s3cret"), {"n": 1}])
accounts, extra = pickle.loads(stored)
print(accounts.owner, accounts.secret, extra)

cache = weakref.WeakValueDictionary()
cache["root"] = tree
print(cache["root"] is tree, len(cache))
ref = weakref.ref(twin, lambda r: print("twin is gone"))
print(ref() is twin)
del twin
gc.collect()
print(ref() is None)


class Temp:
    def __del__(self):
        print("temp deleted")


t = Temp()
del t
print("end")
