"""numpy's objects: arrays, scalars, dtypes, universal functions, generators.

Left out everywhere: what reads or writes files, pickles, and what changes the shape, the type or
the memory of an array that already exists. The last is what numpy's C code believes cannot happen
while it works on the array: ``a.shape = ...`` in a method that it calls makes it write out of
bounds.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from guardedflame.sandbox.guard.catalogue.kind import Kind

_FILE = "it writes files; return the values, or use tobytes()"
_PICKLE = "it pickles"
_ADDRESS = "it leads to the array's address"
_MEMORY = "it changes the memory under numpy's feet"
_STATE = "the state of a bit generator is memory that numpy does not check"

_ARRAY_WHY: Final = MappingProxyType(
    {
        "tofile": _FILE,
        "dump": _FILE,
        "dumps": _PICKLE,
        "ctypes": _ADDRESS,
        "data": "memoryview(a) gives it",
        "resize": _MEMORY + "; np.resize(a, shape) makes a new array",
        "getfield": "a.view() and fields by name do the same with checks",
        "setfield": "a.view() and fields by name do the same with checks",
        "byteswap": "a.astype(a.dtype.newbyteorder()) does the same",
    }
)

KINDS: Final = (
    Kind(
        "numpy:ndarray",
        plain="""
            T all any argmax argmin argpartition argsort astype choose clip compress conj conjugate
            copy cumprod cumsum device diagonal dot dtype fill flat flatten imag item itemsize mT
            max mean min nbytes ndim nonzero partition prod put ravel real repeat reshape round
            searchsorted shape size sort squeeze std strides sum swapaxes take tobytes tolist trace
            transpose var
        """,
        checked="base flags setflags view",
        assign="flat imag real",
        why=_ARRAY_WHY,
    ),
    Kind(
        "numpy:generic",
        plain="""
            T all any argmax argmin argsort as_integer_ratio astype bit_count clip conj conjugate
            copy cumprod cumsum denominator device diagonal dtype flat flatten imag is_integer item
            itemsize max mean min nbytes ndim nonzero numerator prod ravel real repeat reshape round
            searchsorted shape size squeeze std strides sum swapaxes take tobytes tolist trace
            transpose var
        """,
        made=True,
        as_is=True,
        family=True,
        why=_ARRAY_WHY,
    ),
    Kind(
        "numpy:dtype",
        plain="""
            alignment base byteorder char coerce descr hasobject isalignedstruct isbuiltin isnative
            itemsize kind metadata na_object name names ndim newbyteorder num shape str subdtype
            type
        """,
        checked="fields",
        made=True,
        family=True,
    ),
    Kind(
        "numpy:ufunc",
        plain="""
            accumulate identity nargs nin nout ntypes outer reduce reduceat signature types
        """,
        checked="at",
    ),
    Kind("numpy:flatiter", plain="coords copy index"),
    Kind("numpy:broadcast", plain="index nd ndim numiter reset shape size", made=True),
    Kind("numpy:ndenumerate", made=True),
    Kind("numpy:ndindex", made=True),
    Kind("numpy:vectorize", made=True),
    Kind("numpy:errstate", made=True),
    Kind(
        "numpy:finfo",
        plain="""
            bits dtype eps epsneg iexp machep max maxexp min minexp negep nexp nmant precision
            resolution smallest_normal smallest_subnormal tiny
        """,
        made=True,
    ),
    Kind("numpy:iinfo", plain="bits dtype kind max min", made=True),
    Kind(
        "numpy:poly1d",
        plain="c coef coefficients coeffs deriv integ o order r roots variable",
        made=True,
    ),
    Kind("numpy:busdaycalendar", plain="holidays weekmask", made=True),
    Kind("numpy.exceptions:AxisError", plain="axis ndim"),
    Kind(
        "numpy.random:Generator",
        plain="""
            beta binomial bytes chisquare exponential f gamma geometric gumbel hypergeometric
            integers laplace logistic lognormal logseries multinomial
            multivariate_hypergeometric multivariate_normal negative_binomial noncentral_chisquare
            noncentral_f normal pareto permutation permuted poisson power random rayleigh shuffle
            spawn standard_cauchy standard_exponential standard_gamma standard_normal standard_t
            triangular uniform vonmises wald weibull zipf
        """,
        checked="choice dirichlet",
        why=MappingProxyType({"bit_generator": _STATE}),
    ),
    Kind(
        "numpy.random:RandomState",
        plain="""
            beta binomial bytes chisquare exponential f gamma geometric gumbel
            hypergeometric laplace logistic lognormal logseries multinomial multivariate_normal
            negative_binomial noncentral_chisquare noncentral_f normal pareto permutation poisson
            power rand randint randn random random_integers random_sample rayleigh seed shuffle
            standard_cauchy standard_exponential standard_gamma standard_normal standard_t tomaxint
            triangular uniform vonmises wald weibull zipf
        """,
        checked="choice dirichlet",
        made=True,
        why=MappingProxyType({"get_state": _STATE, "set_state": _STATE}),
    ),
    Kind(
        "numpy.random:SeedSequence",
        plain="entropy generate_state n_children_spawned pool_size spawn spawn_key",
        made=True,
        why=MappingProxyType({"pool": _STATE, "state": _STATE}),
    ),
    Kind("numpy.lib._index_tricks_impl:IndexExpression"),
    Kind("numpy.lib._index_tricks_impl:nd_grid", family=True),
    Kind(
        "numpy.polynomial._polybase:ABCPolyBase",
        plain="""
            basis_name coef convert copy cutdeg degree deriv domain fit fromroots has_samecoef
            has_samedomain has_sametype has_samewindow identity basis cast integ linspace mapparms
            maxpower roots symbol trim truncate window
        """,
        on_class="basis cast domain fit fromroots identity window",
        made=True,
        family=True,
    ),
)
