"""Trust domain: hostile. Modules of the library whose own text runs as guarded code.

An *adopted* module is compiled by the language's compiler from the text that the interpreter's
library has, and runs in the session: it can do nothing that the client's own source could not. So
its classes are the session's, may be derived from and written to, and its state is nobody else's.

Invariant: adopted code has the session's guards for builtins, and imports facades.
"""
