"""The modules inside numpy that come with it."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry, words

_STATE = "the state of a bit generator is memory that numpy does not check; seed() starts over"
_CHARARRAY = "np.char's own array class reads attributes in its own way; use the functions"

_STRINGS = """
    add capitalize center count decode encode endswith equal expandtabs find greater greater_equal
    index isalnum isalpha isdecimal isdigit islower isnumeric isspace istitle isupper less
    less_equal ljust lower lstrip mod multiply not_equal partition replace rfind rindex rjust
    rpartition rstrip slice startswith str_len strip swapcase title translate upper zfill
"""

ENTRIES = (
    Entry(
        "numpy.linalg",
        names=words(
            """
            LinAlgError cholesky cond cross det diagonal eig eigh eigvals eigvalsh inv lstsq matmul
            matrix_norm matrix_power matrix_rank matrix_transpose multi_dot norm outer pinv qr
            slogdet solve svd svdvals tensordot tensorinv tensorsolve trace vecdot vector_norm
            """
        ),
    ),
    Entry(
        "numpy.fft",
        names=words(
            """
            fft fft2 fftfreq fftn fftshift hfft ifft ifft2 ifftn ifftshift ihfft irfft irfft2 irfftn
            rfft rfft2 rfftfreq rfftn
            """
        ),
    ),
    Entry(
        "numpy.random",
        names=words(
            """
            Generator RandomState SeedSequence beta binomial bytes chisquare choice default_rng
            dirichlet exponential f gamma geometric gumbel hypergeometric laplace logistic lognormal
            logseries multinomial multivariate_normal negative_binomial noncentral_chisquare
            noncentral_f normal pareto permutation poisson power rand randint randn random
            random_integers random_sample ranf rayleigh sample seed shuffle standard_cauchy
            standard_exponential standard_gamma standard_normal standard_t triangular uniform
            vonmises wald weibull zipf
            """
        ),
        left_out={
            "get_state": _STATE,
            "set_state": _STATE,
            "get_bit_generator": _STATE,
            "set_bit_generator": _STATE,
            "BitGenerator": _STATE,
            "MT19937": _STATE,
            "PCG64": _STATE,
            "PCG64DXSM": _STATE,
            "Philox": _STATE,
            "SFC64": _STATE,
            "bit_generator": _STATE,
            "mtrand": _STATE,
            "test": "runs a test suite",
        },
    ),
    Entry(
        "numpy.strings",
        names=words(_STRINGS),
    ),
    Entry(
        "numpy.char",
        names=words(_STRINGS + " compare_chararrays join rsplit split splitlines"),
        left_out={"array": _CHARARRAY, "asarray": _CHARARRAY, "chararray": _CHARARRAY},
    ),
    Entry("numpy.lib", names=()),
    Entry(
        "numpy.lib.stride_tricks",
        names=("sliding_window_view",),
        left_out={"as_strided": "makes an array of memory that is not the array's"},
    ),
    Entry(
        "numpy.emath",
        names=("arccos", "arcsin", "arctanh", "log", "log10", "log2", "logn", "power", "sqrt"),
        real="numpy.lib.scimath",
    ),
    Entry(
        "numpy.exceptions",
        names=(
            "AxisError",
            "ComplexWarning",
            "DTypePromotionError",
            "RankWarning",
            "TooHardError",
            "VisibleDeprecationWarning",
        ),
    ),
    Entry(
        "numpy.polynomial",
        names=("Chebyshev", "Hermite", "HermiteE", "Laguerre", "Legendre", "Polynomial"),
        left_out={"set_default_printstyle": "changes numpy for the whole process"},
    ),
    Entry(
        "numpy.typing",
        names=("ArrayLike", "DTypeLike", "NDArray"),
    ),
)
