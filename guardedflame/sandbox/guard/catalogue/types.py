"""types: classes to ask isinstance with; methods, aliases and classes made of the session's own."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry, words

ENTRY = Entry(
    "types",
    names=words(
        """
        AsyncGeneratorType BuiltinFunctionType BuiltinMethodType CapsuleType CellType
        ClassMethodDescriptorType CodeType CoroutineType EllipsisType FrameType FunctionType
        GeneratorType GenericAlias GetSetDescriptorType LambdaType MappingProxyType
        MemberDescriptorType MethodDescriptorType MethodType MethodWrapperType ModuleType NoneType
        NotImplementedType SimpleNamespace TracebackType UnionType WrapperDescriptorType coroutine
        get_original_bases new_class resolve_bases
        """
    ),
    left_out={
        "DynamicClassAttribute": "a descriptor of the library; use property",
        "prepare_class": "hands out metaclasses",
    },
)
