"""A job judged: first each text by itself, then what it imports and names.

Invariant: nothing of a text runs. Whether it would be accepted is asked of what enforces: the
compiler, the session's importer and its table of builtins.
"""

from __future__ import annotations

import ast
import contextlib
import warnings
from collections.abc import Callable

from guardedflame.errors import CallRefused
from guardedflame.sandbox.check.bindings import Bindings
from guardedflame.sandbox.check.job import Checked, Finding, Found, Job, Looking, Said
from guardedflame.sandbox.check.modules import Modules
from guardedflame.sandbox.check.order import sending_order
from guardedflame.sandbox.check.texts import Text
from guardedflame.sandbox.guard.compiler import compile_plain
from guardedflame.sandbox.guard.language import GuardedLanguage, Language
from guardedflame.sandbox.guard.refusals import in_order


class _EnoughError(Exception):
    """A text has more findings than are told."""


class Judging:
    """One job.

    Args:
        job: the profile and the files.
        language: a fresh one of that profile.
        say: takes what is said, in order.
    """

    def __init__(self, job: Job, language: Language, say: Callable[[Said], None]) -> None:
        self._job = job
        self._language = language
        self._say = say
        self._counts: dict[str, int] = {}

    def run(self) -> None:
        """Say everything there is to say of the job."""
        texts: dict[int, Text] = {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for place in self._places():
                texts[place] = self._alone(place)
            order = self._together(texts)
        self._say(Checked(order))

    def _places(self) -> list[int]:
        return [place for place in range(len(self._job.sources)) if place not in self._job.left_out]

    def _find(self, finding: Finding) -> None:
        most = self._job.most
        count = self._counts[finding.file] = self._counts.get(finding.file, 0) + 1
        if count > most:
            if count == most + 1:
                message = f"more than {most} findings; the rest is not listed"
                self._say(Found(Finding(file=finding.file, kind="limit", message=message)))
            raise _EnoughError
        self._say(Found(finding))

    # --- each by itself ------------------------------------------------------------------------

    def _alone(self, place: int) -> Text:
        """Judge one text's size, grammar and language."""
        self._say(Looking(place))
        source = self._job.sources[place]
        text = Text(source, self._find, self._language.rule)
        with contextlib.suppress(_EnoughError):
            if source.module:
                self._module_name(text)
            if text.read(source.data):
                self._size(text)
                if isinstance(self._language, GuardedLanguage):
                    self._guarded(text, self._language)
                else:
                    self._plain(text)
        return text

    def _module_name(self, text: Text) -> None:
        if not isinstance(self._language, GuardedLanguage):
            return
        try:
            self._language.judge_module_name(text.module)
        except CallRefused as error:
            message = f"it cannot be sent as {text.module!r}: {error}"
            text.whole("module", message, rule=error.rule, hint=error.hint)

    def _size(self, text: Text) -> None:
        size = len(text.text.encode("utf-8", "surrogatepass"))
        most = self._job.profile.source
        if size > most:
            text.whole(
                "size",
                f"the source has {size} bytes, the profile allows {most}",
                rule=self._job.profile.rules.get("limits.source", ""),
                hint="send it in parts, as modules",
            )

    def _guarded(self, text: Text, language: GuardedLanguage) -> None:
        try:
            refusals = language.judge(text.text, text.file)
        except SyntaxError as error:
            text.syntax(error)
            return
        if refusals:
            for refusal in in_order(refusals, text.lines):
                text.refusal(refusal)
            # What CPython finds after parsing is not asked of a text that is refused.
            self._plain(text)
        try:
            text.bindings = Bindings(ast.parse(text.text), main=not text.module)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return  # refused above, as a whole

    def _plain(self, text: Text) -> None:
        try:
            compile_plain(text.text, text.file, "exec")
        except SyntaxError as error:
            text.syntax(error)
        except (ValueError, RecursionError, MemoryError) as error:
            if not isinstance(self._language, GuardedLanguage):
                text.whole("syntax", f"CPython cannot compile this: {error or 'out of memory'}")

    # --- with what they import -----------------------------------------------------------------

    def _together(self, texts: dict[int, Text]) -> list[str]:
        sent: dict[str, Text | None] = {
            source.module: texts.get(place)
            for place, source in enumerate(self._job.sources)
            if source.module
        }
        if not isinstance(self._language, GuardedLanguage):
            return list(sent)
        modules = Modules(self._language, sent)
        for place, text in texts.items():
            if text.bindings is None:
                continue
            self._say(Looking(place))
            with contextlib.suppress(_EnoughError):
                modules.imports(text, text.bindings)
                modules.calls(text, text.bindings)
                modules.attributes(text, text.bindings)
                modules.names(text, text.bindings)
        with contextlib.suppress(_EnoughError):
            return sending_order(sent, modules.absolute)
        return list(sent)
