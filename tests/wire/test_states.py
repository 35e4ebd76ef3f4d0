"""The transition tables are complete, closed, and have no way back."""

from __future__ import annotations

from guardedflame.wire.frame import FROM_CLIENT, FROM_SERVER
from guardedflame.wire.states import (
    CLIENT_RECEIVES,
    CLIENT_STEPS,
    SERVER_RECEIVES,
    SERVER_STEPS,
    ClientState,
    ClientStep,
    State,
    Step,
)


def test_every_state_has_its_rows_and_can_be_lost() -> None:
    """A peer may vanish in any state."""
    assert set(SERVER_RECEIVES) == set(SERVER_STEPS) == set(State)
    assert set(CLIENT_RECEIVES) == set(CLIENT_STEPS) == set(ClientState)
    assert {row[Step.LOST] for row in SERVER_STEPS.values()} == {State.CLOSED}
    assert {row[ClientStep.LOST] for row in CLIENT_STEPS.values()} == {ClientState.CLOSED}


def test_every_type_that_may_arrive_has_its_flags() -> None:
    """The reader looks up a type's flags without asking whether they exist."""
    assert {kind for row in SERVER_RECEIVES.values() for kind in row} == set(FROM_CLIENT)
    assert {kind for row in CLIENT_RECEIVES.values() for kind in row} == set(FROM_SERVER)


def test_nobody_is_let_in_twice_and_nothing_reopens() -> None:
    """OPEN is entered from the handshake or from BUSY; CLOSED is never left."""
    into_open = {
        (state, step)
        for state, row in SERVER_STEPS.items()
        for step, after in row.items()
        if after is State.OPEN and state is not State.OPEN
    }
    assert into_open == {(State.AUTHENTICATING, Step.ACCEPT), (State.BUSY, Step.REPLY)}
    assert set(SERVER_STEPS[State.CLOSED].values()) == {State.CLOSED}
    assert set(CLIENT_STEPS[ClientState.CLOSED].values()) == {ClientState.CLOSED}


def test_frames_lead_to_no_other_state_than_these() -> None:
    """Only a CONNECT changes the state of a server by arriving."""
    moves = {
        (state, kind)
        for state, row in SERVER_RECEIVES.items()
        for kind, after in row.items()
        if after is not state
    }
    assert moves == {(State.AWAITING_CONNECT, 1)}
