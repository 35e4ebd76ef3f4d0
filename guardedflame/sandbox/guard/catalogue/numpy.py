"""numpy: arrays and what computes with them; everything that reads a file or memory is left out."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry, words

_FILE = "reads or writes files"
_MEMORY = "reads or writes memory that it was only told of"
_PLATFORM = "tells of the server's installation"
_GLOBAL = "changes numpy for the whole process"
_MATRIX = "np.matrix has a language of its own; arrays and @ do the same"

ENTRIES = (
    Entry(
        "numpy",
        inside=(
            "numpy.char",
            "numpy.emath",
            "numpy.exceptions",
            "numpy.fft",
            "numpy.lib",
            "numpy.lib.stride_tricks",
            "numpy.linalg",
            "numpy.polynomial",
            "numpy.random",
            "numpy.strings",
            "numpy.typing",
        ),
        names=words(
            """
        False_ True_ abs absolute acos acosh add all allclose amax amin angle any append
        apply_along_axis apply_over_axes arange arccos arccosh arcsin arcsinh arctan arctan2 arctanh
        argmax argmin argpartition argsort argwhere around array array2string array_equal
        array_equiv array_repr array_split array_str asanyarray asarray asarray_chkfinite
        ascontiguousarray asfortranarray asin asinh astype atan atan2 atanh atleast_1d atleast_2d
        atleast_3d average bartlett base_repr binary_repr bincount bitwise_and bitwise_count
        bitwise_invert bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift bitwise_xor
        blackman block bool bool_ broadcast broadcast_arrays broadcast_shapes broadcast_to
        busday_count busday_offset busdaycalendar byte bytes_ c_ can_cast cbrt cdouble ceil
        character choose clip clongdouble column_stack common_type complex128 complex256 complex64
        complexfloating compress concat concatenate conj conjugate convolve copy copysign copyto
        corrcoef correlate cos cosh count_nonzero cov cross csingle cumprod cumsum cumulative_prod
        cumulative_sum datetime64 datetime_as_string datetime_data deg2rad degrees delete diag
        diag_indices diag_indices_from diagflat diagonal diff digitize divide divmod dot double
        dsplit dstack dtype e ediff1d einsum einsum_path empty empty_like equal errstate euler_gamma
        exp exp2 expand_dims expm1 extract eye fabs fill_diagonal finfo fix flatnonzero flexible
        flip fliplr flipud float128 float16 float32 float64 float_power floating floor floor_divide
        fmax fmin fmod format_float_positional format_float_scientific frexp frombuffer fromfunction
        fromiter frompyfunc fromstring full full_like gcd generic genfromtxt geomspace
        get_printoptions geterr gradient greater greater_equal half hamming hanning heaviside
        histogram histogram2d histogram_bin_edges histogramdd hsplit hstack hypot i0 identity iinfo
        imag index_exp indices inexact inf inner insert int16 int32 int64 int8 int_ intc integer
        interp intersect1d intp invert is_busday isclose iscomplex iscomplexobj isdtype isfinite
        isfortran isin isinf isnan isnat isneginf isposinf isreal isrealobj isscalar issubdtype
        iterable ix_ kaiser kron lcm ldexp left_shift less less_equal lexsort linspace little_endian
        loadtxt log log10 log1p log2 logaddexp logaddexp2 logical_and logical_not logical_or
        logical_xor logspace long longdouble longlong mask_indices matmul matrix_transpose matvec
        max maximum may_share_memory mean median meshgrid mgrid min min_scalar_type minimum mod modf
        moveaxis multiply nan nan_to_num nanargmax nanargmin nancumprod nancumsum nanmax nanmean
        nanmedian nanmin nanpercentile nanprod nanquantile nanstd nansum nanvar ndarray ndenumerate
        ndim ndindex negative newaxis nextafter nonzero not_equal number object_ ogrid ones
        ones_like outer packbits pad partition percentile permute_dims pi piecewise place poly
        poly1d polyadd polyder polydiv polyfit polyint polymul polysub polyval positive pow power
        printoptions prod promote_types ptp put put_along_axis putmask quantile r_ rad2deg radians
        ravel ravel_multi_index real real_if_close reciprocal remainder repeat require reshape
        resize result_type right_shift rint roll rollaxis roots rot90 round row_stack s_ savetxt
        searchsorted select set_printoptions setdiff1d seterr setxor1d shape shares_memory short
        sign signbit signedinteger sin sinc single sinh size sort sort_complex spacing split sqrt
        square squeeze stack std str_ subtract sum swapaxes take take_along_axis tan tanh tensordot
        tile timedelta64 trace transpose trapezoid tri tril tril_indices tril_indices_from
        trim_zeros triu triu_indices triu_indices_from true_divide trunc ubyte ufunc uint uint16
        uint32 uint64 uint8 uintc uintp ulong ulonglong union1d unique unique_all unique_counts
        unique_inverse unique_values unpackbits unravel_index unsignedinteger unstack unwrap ushort
        vander var vdot vecdot vecmat vectorize void vsplit vstack where zeros zeros_like
        """
        ),
        left_out={
            "load": _FILE,
            "save": _FILE,
            "savez": _FILE,
            "savez_compressed": _FILE,
            "fromfile": _FILE,
            "fromregex": _FILE,
            "memmap": _FILE,
            "from_dlpack": _MEMORY,
            "ctypeslib": _MEMORY,
            "nditer": _MEMORY,
            "nested_iters": _MEMORY,
            "flatiter": "a.flat makes one",
            "get_include": _PLATFORM,
            "show_config": _PLATFORM,
            "show_runtime": _PLATFORM,
            "info": _PLATFORM,
            "test": "runs a test suite",
            "testing": "runs other programs",
            "f2py": "runs a compiler",
            "core": "numpy's own inside",
            "dtypes": "numpy's own classes; np.dtype and the scalar types name them",
            "setbufsize": _GLOBAL,
            "getbufsize": _GLOBAL,
            "seterrcall": _GLOBAL,
            "geterrcall": _GLOBAL,
            "matrix": _MATRIX,
            "asmatrix": _MATRIX,
            "bmat": "reads the variables of its caller",
            "ma": "not reviewed; nan and the nan functions, or pandas, do most of it",
            "rec": "records read attributes by field name; a structured array has a['field']",
            "recarray": "records read attributes by field name; a structured array has a['field']",
            "record": "records read attributes by field name; a structured array has a['field']",
            "sctypeDict": "a dict that numpy shares",
            "typecodes": "a dict that numpy shares",
            "ScalarType": "a detail of numpy",
            "typename": "a detail of numpy",
            "mintypecode": "a detail of numpy",
        },
    ),
)
