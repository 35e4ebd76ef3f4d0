"""What imports, names of modules and builtins mean to a program under one profile.

Invariant: each answer is the one that the session's own importer and table of builtins give;
nothing here decides. A module that would be sent is known by the names its text binds.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping
from typing import Final

from guardedflame.errors import CallRefused
from guardedflame.sandbox.check.bindings import Around, Bindings, Scope
from guardedflame.sandbox.check.texts import Text
from guardedflame.sandbox.guard.builtin_table import refusal_in
from guardedflame.sandbox.guard.facade import Facade, make_session_module, members_of
from guardedflame.sandbox.guard.language import GuardedLanguage
from guardedflame.sandbox.guard.names import is_dunder, refused_attribute

_Import = ast.Import | ast.ImportFrom

#: Builtins by which a module can get names that its text does not bind.
_MAKES_NAMES: Final = frozenset({"exec", "globals", "setattr", "vars"})


class Modules:
    """The modules that a program and its parts can see.

    Args:
        language: of a session of this profile, with nothing in it.
        sent: the modules that would be sent; None for one whose text cannot be read.
    """

    def __init__(self, language: GuardedLanguage, sent: Mapping[str, Text | None]) -> None:
        self._language = language
        self._importer = language.importer
        self._sent = sent
        self._spaces: dict[str, dict[str, object]] = {}
        self._objects: dict[ast.AST, object] = {}
        for name in sent:
            self._declare(name)
        for name, text in sent.items():
            space = self._spaces[name]
            space.update({each: None for each in self._bound(name, text) if each not in space})
            space.update(_listed(text))
        for _ in sent:  # as many times as a name can be handed on
            grown = [name for name, text in sent.items() if self._hand_on(name, text)]
            if not grown:
                break

    def _bound(self, name: str, text: Text | None) -> list[str]:
        """Return the names a module's text binds, but for what it imports from itself."""
        if text is None or text.bindings is None:
            return []
        found = text.bindings
        own: set[ast.AST] = set()
        for node, _ in found.imports:
            if isinstance(node, ast.ImportFrom) and self._base(node, name) == name:
                own.update(node.names)
        return [each for each, nodes in found.module.bound.items() if not own.issuperset(nodes)]

    def _base(self, node: ast.ImportFrom, own: str) -> str:
        try:
            return self.absolute(node, own)
        except ImportError:
            return ""

    def _declare(self, name: str) -> None:
        """Make a module of the session, and the packages above it."""
        child = ""
        while name:
            if name not in self._spaces:
                self._spaces[name] = {"__name__": name}
                self._importer.session[name] = make_session_module(self._spaces[name])
            if child:
                last = child.rpartition(".")[2]
                self._spaces[name].setdefault(last, self._importer.session[child])
            name, child = name.rpartition(".")[0], name

    def _hand_on(self, name: str, text: Text | None) -> bool:
        """Give a module the names of its ``import *`` statements; say if there were new ones."""
        space = self._spaces[name]
        before = len(space)
        for starred in self._starred(name, text):
            space.update({each: None for each in starred if each not in space})
        return len(space) > before

    def _starred(self, own: str, text: Text | None) -> Iterator[list[str]]:
        bindings = text.bindings if text is not None else None
        for node, _ in bindings.imports if bindings else ():
            if node.names[0].name == "*":
                found = self._ask(node, own, ("*",))
                if isinstance(found, Facade):
                    yield [each for each in members_of(found) if each != "__all__"]

    def _ask(self, node: _Import, own: str, wanted: tuple[str, ...], name: str = "") -> object:
        """Do one import as the statement would; return the module, or the error."""
        level = 0
        if isinstance(node, ast.ImportFrom):
            name, level = node.module or "", node.level
        try:
            return self._importer(name, {"__name__": own}, None, wanted, level)
        except (ImportError, AttributeError, TypeError) as error:
            return error

    # --- imports -------------------------------------------------------------------------------

    def imports(self, text: Text, bindings: Bindings) -> None:
        """Report each import that would not succeed, and remember what the others bind."""
        own = text.module or "__main__"
        for starred in self._starred(own, text):
            for name in starred:
                bindings.module.bound.setdefault(name, []).append(ast.alias(name))
        for node, around in bindings.imports:
            if around.idle:
                continue
            if isinstance(node, ast.Import):
                for alias in node.names:
                    found = self._ask(node, own, (), alias.name)
                    if isinstance(found, Exception):
                        self._report(text, alias, found, around)
                    elif alias.asname is not None:
                        self._objects[alias] = self._importer.find(alias.name)
                    else:
                        self._objects[alias] = found
            else:
                self._from(text, node, around, own)

    def _from(self, text: Text, node: ast.ImportFrom, around: Around, own: str) -> None:
        try:
            self._importer.find(self.absolute(node, own))
        except ImportError as error:
            self._report(text, node, error, around)
            return
        for alias in node.names:
            found = self._ask(node, own, (alias.name,))
            if not isinstance(found, Exception):
                members: dict[str, object] = object.__getattribute__(found, "__dict__")
                self._objects[alias] = members.get(alias.name)
            elif self._is_known(node, own):
                self._report(text, alias, found, around)

    def _is_known(self, node: ast.ImportFrom, own: str) -> bool:
        """Say if all names of the module are known: that of a sent one could be made as it runs."""
        name = self.absolute(node, own)
        if name not in self._sent:
            return True
        text = self._sent[name]
        bindings = text.bindings if text is not None else None
        return bindings is not None and not any(
            each.node.id in _MAKES_NAMES for each in bindings.names
        )

    def absolute(self, node: ast.ImportFrom, own: str) -> str:
        """Return the full name of what a ``from`` means in a module; raises ImportError."""
        if not node.level:
            return node.module or ""
        return self._importer.absolute(node.module or "", {"__name__": own}, node.level)

    def _report(self, text: Text, node: ast.AST, error: Exception, around: Around) -> None:
        text.node(node, "import", error, caught=around.catches(*_kinds(error)))

    # --- names ---------------------------------------------------------------------------------

    def attributes(self, text: Text, bindings: Bindings) -> None:
        """Report each name that is read of an imported facade and is not there."""
        for node, around in bindings.attributes:
            if around.idle or not isinstance(node.ctx, ast.Load):
                continue
            owner = self._object(node.value, around.scope, bindings)
            if owner is None or refused_attribute(node.attr):
                continue
            if not _has(owner, node.attr):
                missing = AttributeError(name=node.attr, obj=owner)
                error = self._importer.explain(missing)
                if error is not None:
                    caught = around.catches(*_kinds(error))
                    text.node(node, "attribute", error, caught=caught)

    def _object(self, node: ast.expr, scope: Scope, bindings: Bindings) -> Facade | None:
        """Return the facade that a dotted name surely is, or None."""
        names: list[str] = []
        while isinstance(node, ast.Attribute):
            names.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return None
        binders = bindings.meaning(node.id, scope)
        objects = [self._objects.get(each) for each in binders]
        found = objects[0] if objects else None
        if any(each is not found for each in objects):
            return None
        for name in reversed(names):
            if not isinstance(found, Facade):
                return None
            found = members_of(found).get(name)
        return found if isinstance(found, Facade) else None

    def names(self, text: Text, bindings: Bindings) -> None:
        """Report each builtin that refuses to be called, or is not there."""
        for node, around in bindings.names:
            if around.idle or is_dunder(node.id) or bindings.meaning(node.id, around.scope):
                continue
            error = self._builtin(node.id)
            if error is not None:
                text.node(node, "builtin", error, caught=around.catches(*_kinds(error)))

    def _builtin(self, name: str) -> CallRefused | None:
        if name in self._language.builtins:
            return refusal_in(self._language.builtins[name])
        if not hasattr(builtins, name):
            return None  # a NameError in any Python
        try:
            self._language.builtin(name)
        except CallRefused as error:
            return error
        return None

    def calls(self, text: Text, bindings: Bindings) -> None:
        """Report ``__import__("x")`` where an import statement would be refused."""
        for node, around in bindings.calls:
            match node:
                case ast.Call(
                    func=ast.Name(id="__import__"), args=[ast.Constant(value=str(name)), *_]
                ) if not around.idle:
                    try:
                        self._importer.by_name(name)
                    except ImportError as error:
                        self._report(text, node.args[0], error, around)


def _has(facade: Facade, name: str) -> bool:
    return hasattr(facade, name) if is_dunder(name) else name in members_of(facade)


def _kinds(error: Exception) -> list[str]:
    """Return the names of the handlers that catch an error of ours, as a program spells them."""
    return [each.__name__ for each in type(error).__mro__]


def _listed(text: Text | None) -> dict[str, object]:
    """Return a module's ``__all__`` where it is written down as a list of texts."""
    bindings = text.bindings if text is not None else None
    for node in ast.walk(bindings.tree) if bindings else ():
        match node:
            case ast.Assign(targets=[ast.Name(id="__all__")], value=value):
                try:
                    return {"__all__": list(ast.literal_eval(value))}
                except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
                    break
    return {}
