# needs: science
import numpy as np
from numpy.linalg import LinAlgError, det, eig, inv, norm, qr, svd

a = np.array([[4.0, -2.0, 1.0], [-2.0, 4.0, -2.0], [1.0, -2.0, 4.0]])
print("det", round(det(a), 6), "rank", np.linalg.matrix_rank(a), "trace", a.trace())
print((inv(a) @ a).round(12) + 0.0)
values, vectors = eig(a)
order = np.argsort(values)
print(values[order].round(6))
assert np.allclose(a @ vectors, vectors * values)

q, r = qr(a)
print(np.allclose(q @ r, a), np.allclose(q.T @ q, np.eye(3)))
u, s, vt = svd(a)
print(s.round(6), norm(a - u @ np.diag(s) @ vt) < 1e-10)
print(np.linalg.cholesky(a).round(4))
print(np.linalg.solve(a, [11.0, -16.0, 17.0]).round(6))
result = np.linalg.slogdet(a)
print(result.sign, round(result.logabsdet, 6))
try:
    inv(np.ones((2, 2)))
except LinAlgError as error:
    print("LinAlgError:", error)

b = np.arange(6).reshape(2, 3)
print(np.einsum("ij,kj->ik", b, b), np.outer([1, 2], [3, 4]).tolist(), np.cross([1, 0, 0], [0, 1, 0]))
print(np.kron(np.eye(2, dtype=int), [[1, 2]]).tolist(), np.vander([1, 2, 3]).tolist())
print(np.linalg.matrix_power(np.array([[1, 1], [1, 0]]), 30)[0, 1], b.T.shape, (b[:, None] + b).shape)
