def solve(A, b):
    """Solve A x = b by elimination with partial pivoting."""
    n = len(A)
    M = [row[:] + [b[i]] for i, row in enumerate(A)]
    for i in range(n):
        p = max(range(i, n), key=lambda r: abs(M[r][i]))
        if abs(M[p][i]) < 1e-12:
            raise ArithmeticError("singular system")
        M[i], M[p] = M[p], M[i]
        for r in range(i + 1, n):
            f = M[r][i] / M[i][i]
            for c in range(i, n + 1):
                M[r][c] -= f * M[i][c]
    x = [0] * n
    for i in range(n - 1, -1, -1):
        x[i] = (M[i][n] - sum(M[i][j] * x[j] for j in range(i + 1, n))) / M[i][i]
    return x


def lu(A):
    n = len(A)
    L = [[float(i == j) for j in range(n)] for i in range(n)]
    U = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(i, n):
            U[i][j] = A[i][j] - sum(L[i][k] * U[k][j] for k in range(i))
        for j in range(i + 1, n):
            L[j][i] = (A[j][i] - sum(L[j][k] * U[k][i] for k in range(i))) / U[i][i]
    return L, U


def show(M):
    for row in M:
        print("  ".join("%7.3f" % x for x in row))


A = [[4, -2, 1], [3, 6, -4], [2, 1, 8]]
b = [12, -25, 32]
x = solve(A, b)
print("x =", ["%.4f" % v for v in x])
print("check:", all(abs(sum(a * v for a, v in zip(row, x)) - rhs) < 1e-9 for row, rhs in zip(A, b)))
L, U = lu(A)
print("L:")
show(L)
print("U:")
show(U)
print("det = %.3f" % (U[0][0] * U[1][1] * U[2][2]))
try:
    solve([[1, 2], [2, 4]], [1, 2])
except ArithmeticError as e:
    print("error:", e)
# heat in a rod: a tridiagonal system
n = 9
rod = [[2 if i == j else -1 if abs(i - j) == 1 else 0 for j in range(n)] for i in range(n)]
print(" ".join("%.1f" % t for t in solve(rod, [100] + [0] * (n - 2) + [20])))
