"""Locations: every accepted spelling has one canonical form, every other one a reason."""

from __future__ import annotations

import pytest

from guardedflame.client.location import Tcp, Unix, parse_location
from guardedflame.errors import BadLocation, ConnectError


@pytest.mark.parametrize(
    ("text", "place", "canonical"),
    [
        ("localhost:9999", Tcp("localhost", 9999), "localhost:9999"),
        ("127.0.0.1:1", Tcp("127.0.0.1", 1), "127.0.0.1:1"),
        ("[::1]:9999", Tcp("::1", 9999), "[::1]:9999"),
        ("tcp://localhost:9999", Tcp("localhost", 9999), "localhost:9999"),
        ("tcp://[::1]:9999/", Tcp("::1", 9999), "[::1]:9999"),
        ("./u:flame.sock", Unix("flame.sock"), "unix:flame.sock"),
        ("./u:/run/x y.sock", Unix("/run/x y.sock"), "unix:/run/x y.sock"),
        ("unix:/run/x.sock", Unix("/run/x.sock"), "unix:/run/x.sock"),
        ("unix:///run/x.sock", Unix("/run/x.sock"), "unix:/run/x.sock"),
        ("PYRO:Pyro.Flame@localhost:9999", Tcp("localhost", 9999), "localhost:9999"),
        ("PYRO:Pyro.Flame@./u:x", Unix("x"), "unix:x"),
    ],
)
def test_each_spelling_names_one_place(text: str, place: object, canonical: str) -> None:
    """Reads the spelling, and its canonical form again."""
    assert parse_location(text) == place
    assert str(parse_location(text)) == canonical
    assert parse_location(canonical) == place


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no port"),
        ("localhost", "no port"),
        ("[::1]", "no port"),
        (":9999", "no host"),
        ("[]:9999", "no host"),
        ("::1:9999", "brackets"),
        ("localhost:", "is no number"),
        ("localhost:http", "is no number"),
        ("localhost:0", "is no number"),
        ("localhost:65536", "is no number"),
        ("localhost:-1", "is no number"),
        ("localhost:٣", "is no number"),
        ("localhost:" + "9" * 5000, "is no number"),
        ("a b:1", "no such host"),
        ("a\n:1", "no such host"),
        ("user@host:1", "no such host"),
        ("x" * 300 + ":1", "no such host"),
        ("http://localhost:80", "unknown scheme 'http'"),
        ("unix:", "no path"),
        ("./u:", "no path"),
        ("unix:a\0b", "zero byte"),
        ("unix:\ud800", "no text"),
        ("unix:/" + "x" * 107, "107 bytes"),
    ],
)
def test_anything_else_is_refused_with_its_reason(text: str, why: str) -> None:
    """Says what is wrong and which spellings there are; a ConnectError and a ValueError."""
    with pytest.raises(BadLocation, match=r"write host:port, .* or \./u:path") as caught:
        parse_location(text)
    assert why in str(caught.value)
    assert len(str(caught.value)) < 500
    assert isinstance(caught.value, ConnectError)
    assert isinstance(caught.value, ValueError)
