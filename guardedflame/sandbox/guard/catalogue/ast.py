"""ast: literals, and trees to look at; compile takes text only, and only where it is allowed."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words

_OLD = words(
    "AugLoad AugStore Bytes Ellipsis ExtSlice Index NameConstant Num Param Str Suite slice"
)

ENTRY = Entry(
    "ast",
    names=words(
        """
        AST Add And AnnAssign Assert Assign AsyncFor AsyncFunctionDef AsyncWith Attribute
        AugAssign Await BinOp BitAnd BitOr BitXor BoolOp Break Call ClassDef Compare
        Constant Continue Del Delete Dict DictComp Div Eq ExceptHandler Expr Expression
        FloorDiv For FormattedValue FunctionDef FunctionType GeneratorExp Global Gt GtE If
        IfExp Import ImportFrom In Interactive Invert Is IsNot JoinedStr LShift Lambda List
        ListComp Load Lt LtE MatMult Match MatchAs MatchClass MatchMapping MatchOr
        MatchSequence MatchSingleton MatchStar MatchValue Mod Module Mult Name NamedExpr
        Nonlocal Not NotEq NotIn Or ParamSpec Pass Pow RShift Raise Return Set SetComp Slice
        Starred Store Sub Subscript Try TryStar Tuple TypeAlias TypeIgnore TypeVar
        TypeVarTuple UAdd USub UnaryOp While With Yield YieldFrom alias arg arguments boolop
        cmpop comprehension excepthandler expr expr_context keyword match_case mod operator
        pattern stmt type_ignore type_param unaryop withitem NodeTransformer NodeVisitor
        copy_location dump fix_missing_locations get_docstring get_source_segment
        increment_lineno iter_child_nodes iter_fields literal_eval parse unparse walk
        """
    ),
    left_out={
        **dict.fromkeys(_OLD, "not made by the parser any more; use ast.Constant and its like"),
        **dict.fromkeys(
            words("PyCF_ALLOW_TOP_LEVEL_AWAIT PyCF_ONLY_AST PyCF_OPTIMIZED_AST PyCF_TYPE_COMMENTS"),
            "flags of compile, which takes none",
        ),
        "main": "a command line",
    },
    adopted=Adopted(
        drop=(
            *_OLD,
            "NodeVisitor.visit_Constant",
            "__getattr__",
            "_ABC",
            "_const_node_type_names",
            "_const_types",
            "_const_types_not",
            "_deprecated_globals",
            "_new",
            "parse",
        ),
        first="ast",
    ),
)
