"""Everything that moves a connection from one state to another, as data. No code.

Rule 1: what may happen is what is in these tables; a step that is not there is a lookup failure,
which the connections turn into one error. Rule 2: this file knows nothing of bytes.

A server connection goes AWAITING_CONNECT, AUTHENTICATING, OPEN; BUSY while as many calls as allowed
are unanswered. Frames are looked at only in states that have a row with types in it: the others
make the connection say PAUSED, and the bytes wait.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import Final

from guardedflame.wire.frame import MessageType as Type


class State(IntEnum):
    """States of a server connection."""

    AWAITING_CONNECT = 0
    AUTHENTICATING = 1
    OPEN = 2
    BUSY = 3
    CLOSING = 4
    CLOSED = 5


class Step(IntEnum):
    """What happens to a connection other than a frame that arrives."""

    ACCEPT = 0
    REFUSE = 1
    FILL = 2  # a call arrived and it was the last one allowed in flight
    REPLY = 3
    PONG = 4
    PUSH = 5
    LOST = 6  # the peer closed, or broke the protocol


def _table(
    rows: dict[State, dict[Step, State]],
) -> Mapping[State, Mapping[Step, State]]:
    return MappingProxyType({state: MappingProxyType(row) for state, row in rows.items()})


#: state -> type of the frame that arrives -> state. Plain dicts: the row is read for each frame.
SERVER_RECEIVES: Final[Mapping[State, Mapping[int, State]]] = MappingProxyType(
    {
        State.AWAITING_CONNECT: {Type.CONNECT: State.AUTHENTICATING},
        State.AUTHENTICATING: {},
        State.OPEN: {Type.INVOKE: State.OPEN, Type.PING: State.OPEN},
        State.BUSY: {},
        State.CLOSING: {},
        State.CLOSED: {},
    }
)

#: state -> step -> state. A call that ran while its peer left may still be answered: the bytes go
#: nowhere, and the caller need not look first.
SERVER_STEPS: Final = _table(
    {
        State.AWAITING_CONNECT: {Step.LOST: State.CLOSED},
        State.AUTHENTICATING: {
            Step.ACCEPT: State.OPEN,
            Step.REFUSE: State.CLOSING,
            Step.LOST: State.CLOSED,
        },
        State.OPEN: {
            Step.FILL: State.BUSY,
            Step.REPLY: State.OPEN,
            Step.PONG: State.OPEN,
            Step.PUSH: State.OPEN,
            Step.LOST: State.CLOSED,
        },
        State.BUSY: {
            Step.REPLY: State.OPEN,
            Step.PONG: State.BUSY,
            Step.PUSH: State.BUSY,
            Step.LOST: State.CLOSED,
        },
        State.CLOSING: {Step.LOST: State.CLOSED},
        State.CLOSED: {
            Step.ACCEPT: State.CLOSED,
            Step.REFUSE: State.CLOSED,
            Step.REPLY: State.CLOSED,
            Step.PONG: State.CLOSED,
            Step.PUSH: State.CLOSED,
            Step.LOST: State.CLOSED,
        },
    }
)


class ClientState(IntEnum):
    """States of a client connection."""

    IDLE = 0
    CONNECTING = 1
    OPEN = 2
    CLOSED = 3


class ClientStep(IntEnum):
    """What a client connection does, or what happens to it, other than a frame that arrives."""

    CONNECT = 0
    CALL = 1
    PING = 2
    LOST = 3


CLIENT_RECEIVES: Final[Mapping[ClientState, Mapping[int, ClientState]]] = MappingProxyType(
    {
        ClientState.IDLE: {},
        ClientState.CONNECTING: {
            Type.CONNECTOK: ClientState.OPEN,
            Type.CONNECTFAIL: ClientState.CLOSED,
        },
        ClientState.OPEN: {
            Type.RESULT: ClientState.OPEN,
            Type.INVOKE: ClientState.OPEN,
            Type.PING: ClientState.OPEN,
        },
        ClientState.CLOSED: {},
    }
)

CLIENT_STEPS: Final[Mapping[ClientState, Mapping[ClientStep, ClientState]]] = MappingProxyType(
    {
        ClientState.IDLE: {
            ClientStep.CONNECT: ClientState.CONNECTING,
            ClientStep.LOST: ClientState.CLOSED,
        },
        ClientState.CONNECTING: {ClientStep.LOST: ClientState.CLOSED},
        ClientState.OPEN: {
            ClientStep.CALL: ClientState.OPEN,
            ClientStep.PING: ClientState.OPEN,
            ClientStep.LOST: ClientState.CLOSED,
        },
        ClientState.CLOSED: {ClientStep.LOST: ClientState.CLOSED},
    }
)
