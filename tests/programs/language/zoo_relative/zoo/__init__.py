"""Relative imports of every kind."""
from . import animals
from .animals.cat import Cat
from .animals.dog import Dog as Hound

_kinds = {"cat": Cat, "dog": Hound}


def make(kind, name):
    try:
        return _kinds[kind](name)
    except KeyError:
        raise ValueError(f"no {kind} here, only {', '.join(sorted(_kinds))}") from None


def noises(all_of_them):
    return animals.LOUDER.join(a.noise() for a in all_of_them)
