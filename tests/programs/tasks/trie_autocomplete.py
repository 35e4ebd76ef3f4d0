from __future__ import annotations


class TrieNode:
    def __init__(self):
        self.children: dict[str, TrieNode] = {}
        self.count = 0


class Trie:
    def __init__(self, words=()):
        self.root = TrieNode()
        self._size = 0
        for w in words:
            self.insert(w)

    def insert(self, word: str) -> None:
        node = self.root
        for ch in word:
            node = node.children.setdefault(ch, TrieNode())
        if not node.count:
            self._size += 1
        node.count += 1

    def _find(self, prefix: str) -> TrieNode | None:
        node = self.root
        for ch in prefix:
            node = node.children.get(ch)
            if node is None:
                return None
        return node

    def __contains__(self, word):
        node = self._find(word)
        return bool(node and node.count)

    def __len__(self):
        return self._size

    def __iter__(self):
        return self._walk(self.root, "")

    def _walk(self, node, prefix):
        if node.count:
            yield prefix
        for ch, child in sorted(node.children.items()):
            yield from self._walk(child, prefix + ch)

    def complete(self, prefix, limit=3):
        node = self._find(prefix)
        if node is None:
            return []
        found = sorted(self._walk(node, prefix), key=lambda w: (-self._find(w).count, w))
        return found[:limit]

    def remove(self, word):
        path = [(None, "", self.root)]
        for ch in word:
            parent = path[-1][2]
            if ch not in parent.children:
                raise KeyError(word)
            path.append((parent, ch, parent.children[ch]))
        if not path[-1][2].count:
            raise KeyError(word)
        path[-1][2].count = 0
        self._size -= 1
        for parent, ch, node in reversed(path[1:]):
            if node.children or node.count:
                break
            del parent.children[ch]


text = "to tea ten i in inn inner tea team teapot ten tea to too inn"
trie = Trie(text.split())
print(len(trie), list(trie))
print("te ->", trie.complete("te"))
print("in ->", trie.complete("in", limit=10))
print("zz ->", trie.complete("zz"))
print("tea" in trie, "te" in trie, "" in trie)
trie.remove("tea")
print(len(trie), trie.complete("te"), "team" in trie)
for word in ("tea", "nothing"):
    try:
        trie.remove(word)
    except KeyError as e:
        print("KeyError", e)
