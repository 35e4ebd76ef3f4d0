"""A registry with one class, and a codec for each serializer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, dataclass

import pytest

from guardedflame.serial.codec import Codec, codec_for
from guardedflame.serial.registry import Registry


@dataclass
class Order:
    """What an operator might let through."""

    number: int
    lines: list[str]


def rebuild(state: object) -> Order:
    """Rebuild an order, checking what came."""
    number, lines = state  # type: ignore[misc]  # a wrong state fails here, as it should
    if type(number) is not int:  # type: ignore[has-type]
        raise TypeError("number")
    return Order(number, list(lines))  # type: ignore[has-type]


@pytest.fixture
def order() -> type[Order]:
    """Return the registered class."""
    return Order


@pytest.fixture
def codec() -> Callable[[int], Codec]:
    """Return a function from serializer id to its codec."""
    registry = Registry()
    registry.register("shop.Order", Order, to_state=astuple, from_state=rebuild)
    return lambda serializer: codec_for(serializer, registry)
