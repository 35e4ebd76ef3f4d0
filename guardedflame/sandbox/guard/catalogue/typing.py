"""typing: names for annotations."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    'typing',
    names=tuple(
        """
        AbstractSet Annotated Any AnyStr AsyncContextManager AsyncGenerator AsyncIterable
        AsyncIterator Awaitable ByteString Callable ChainMap ClassVar Collection Concatenate
        Container ContextManager Coroutine Counter DefaultDict Deque Dict Final FrozenSet
        Generator Generic Hashable ItemsView Iterable Iterator KeysView List Literal
        LiteralString Mapping MappingView Match MutableMapping MutableSequence MutableSet
        NamedTuple Never NewType NoReturn NotRequired Optional OrderedDict ParamSpec
        ParamSpecArgs ParamSpecKwargs Pattern Protocol Required Reversible Self Sequence Set
        Sized SupportsAbs SupportsBytes SupportsComplex SupportsFloat SupportsIndex
        SupportsInt SupportsRound TYPE_CHECKING Text Tuple Type TypeAlias TypeGuard TypeVar
        TypeVarTuple TypedDict Union Unpack ValuesView assert_never assert_type cast
        dataclass_transform final get_args get_origin is_typeddict overload reveal_type
        runtime_checkable
        """.split()
    ),
    left_out={
        'get_type_hints': 'evaluates annotations as code',
        'ForwardRef': 'evaluates its text as code',
        'no_type_check': 'writes into any class it is given',
    },
)
