"""random: a generator of the session's own; its classes may be derived from."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words

ENTRY = Entry(
    "random",
    names=words(
        """
        Random SystemRandom betavariate binomialvariate choice choices expovariate gammavariate
        gauss getrandbits getstate lognormvariate normalvariate paretovariate randbytes randint
        random randrange sample seed setstate shuffle triangular uniform vonmisesvariate
        weibullvariate
        """
    ),
    left_out={"main": "a command line"},
    adopted=Adopted(drop=("_os.register_at_fork()",)),
)
