import sys
from collections import deque

input = sys.stdin.readline
sys.setrecursionlimit(10**5)
MOD = 10**9 + 7


def solve():
    n, m = map(int, input().split())
    adj = [[] for _ in range(n + 1)]
    for _ in range(m):
        u, v = map(int, input().split())
        adj[u].append(v)
        adj[v].append(u)
    seen = [False] * (n + 1)

    def dfs(u):
        seen[u] = True
        return 1 + sum(dfs(v) for v in adj[u] if not seen[v])

    parts = [dfs(u) for u in range(1, n + 1) if not seen[u]]
    ways = 1
    for p in parts:
        ways = ways * p % MOD
    dist = [-1] * (n + 1)
    dist[1] = 0
    q = deque([1])
    while q:
        u = q.popleft()
        for v in adj[u]:
            if dist[v] < 0:
                dist[v] = dist[u] + 1
                q.append(v)
    print(len(parts), ways)
    print(*dist[1:])


for _ in range(int(input())):
    solve()
