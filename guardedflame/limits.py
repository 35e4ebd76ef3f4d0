"""Every default number of the product, with its reason beside it.

Invariant: constants only. Code takes limits as arguments and uses these as defaults; nothing here
is read at import time from a file or the environment.
"""

from __future__ import annotations

import sys
from typing import Final

KIB: Final = 1024
MIB: Final = 1024 * KIB

# --- wire ------------------------------------------------------------------------------------

#: Bytes of one frame (annotations and payload) before authentication. A handshake with a token
#: or a signed challenge is under 2 KiB; foolscap caps its negotiation header at 4096.
PRE_AUTH_FRAME: Final = 8 * KIB

#: Bytes of one frame after authentication, unless the profile says otherwise. Room for the
#: default result limit plus encoding overhead.
FRAME: Final = 16 * MIB

#: Bytes of all annotations of one frame. Pyro5 uses a stream id (36 bytes) and a correlation id.
ANNOTATIONS: Final = 4 * KIB

#: Decompressed size over compressed size. zlib reaches 1028:1 on zeros (measured); text and
#: tables stay under 20.
INFLATE_RATIO: Final = 100

#: Requests one connection may have in flight; more are left in the kernel's buffer. A stock
#: client has one; pipelining pays off up to about this.
INFLIGHT: Final = 32

#: Bytes of calls one connection may have waiting before it is read no further; small calls are
#: pipelined, large ones are held one at a time.
QUEUED: Final = 1 * MIB

#: Frames of one connection acted upon before others get their turn; a hundred take about 2 ms.
TURN: Final = 100

#: Bytes of calls (inflated) after which a turn ends, too. The bytes that cost most to cut apart,
#: a string in three of them, cost 0.1 us each: a turn is some milliseconds, or one call.
TURN_BYTES: Final = 64 * KIB

#: Seconds after which a turn ends whatever it was, should something cost more than it is known to.
TURN_SECONDS: Final = 0.005

#: Messages of one worker acted upon before others get their turn; each takes some 10 us.
WORKER_TURN: Final = 100

#: Bytes that all connections together, and those of one address, may hold of frames that are begun
#: and of calls that are not answered, small ones (below) apart. Beyond it connections are read no
#: further until there is room. A frame takes room before its body is read: 32 of the largest fit,
#: more than a machine of some cores works on at a time. An address has of it what it has of the
#: connections.
HELD: Final = 512 * MIB
HELD_OF_ONE: Final = 128 * MIB

#: Bytes up to which a frame needs none of that room, so that small calls go on whatever others
#: send. Compressed ones count as what they may become.
HELD_FREE: Final = 64 * KIB

#: Calls in one batch. Pyro's own example sends a few hundred.
BATCH_CALLS: Final = 1000

#: Seconds from accept to the end of the handshake. Pyro5 waits for ever; foolscap 120 s; a
#: client on the other side of the world needs about one.
HANDSHAKE_SECONDS: Final = 5.0

#: Seconds a peer may leave our output unread before it is hung up on.
WRITE_SECONDS: Final = 30.0

#: Seconds from the first byte of a frame to its last, and while others wait for the room that it
#: takes. The largest frame comes in that time at 1.1 Mbit/s, at 13 while others wait.
FRAME_SECONDS: Final = 120.0
FRAME_CROWDED_SECONDS: Final = 10.0

#: Seconds a connection we close may take to read our last words.
CLOSE_SECONDS: Final = 3.0

#: Seconds an authenticated connection may be silent. Consoles are left open over lunch.
IDLE_SECONDS: Final = 4 * 3600.0

# --- serializer ------------------------------------------------------------------------------

#: Nesting of lists, dicts and objects. json's own C decoder stops at about 1000; people nest 20.
DEPTH: Final = 100

#: Values in one message. A 16 MiB message of one-byte ints holds this many.
NODES: Final = 2_000_000

#: Decimal digits of one integer; CPython's own int/str conversion limit.
INT_DIGITS: Final = 4300

# --- ipc -------------------------------------------------------------------------------------

#: Bytes of one message between broker and worker: a frame and a kibibyte or two around it.
IPC_FRAME: Final = FRAME + 64 * KIB

#: Bytes of a worker's message that is no result: the longest exception, with its traceback, in
#: four-byte characters. Decoding more would hold up the broker.
IPC_SMALL: Final = 1 * MIB

#: Bytes of output in one ipc message; keeps output live and the broker's memory flat.
OUTPUT_CHUNK: Final = 16 * KIB

#: Characters of a prompt that a program may show when it asks for input; a screenful.
PROMPT: Final = 4 * KIB

#: Characters below which a message of output is short, and how many short ones a call may send at
#: once. After those, short lines are gathered: each message costs the broker some 10 us.
SHORT_OUTPUT: Final = 16
SHORT_OUTPUTS: Final = 1000

# --- tracebacks ------------------------------------------------------------------------------

#: Frames of one traceback, all its exceptions together. CPython prints the last 1000 of each; a
#: recursion that ran into its limit has about as many.
TRACEBACK_FRAMES: Final = 2000

#: Exceptions of one traceback: causes, contexts, members of groups. People chain three.
TRACEBACK_EXCEPTIONS: Final = 100

#: Characters of one traceback; the middle is left out. Some thirty screens.
TRACEBACK_TEXT: Final = 64 * KIB

#: Characters of an exception's own text. A message longer than a screen helps nobody (foolscap
#: cuts at 1000).
EXCEPTION_TEXT: Final = 4000

# --- check -----------------------------------------------------------------------------------

#: Bytes of one file that is checked: twice the largest `source` that a policy can set.
CHECK_FILE: Final = 16 * MIB

#: Bytes of all files of one check; their trees fill that process's memory long before.
CHECK_BYTES: Final = 64 * MIB

#: Files of one check; as many as one session may be sent, and the program.
CHECK_FILES: Final = 1001

#: Findings in one file that are listed; nobody mends more before the next look.
CHECK_FINDINGS: Final = 1000

#: What the process that looks may use: a tree takes about 150 bytes for each byte of source.
CHECK_MEMORY: Final = 2048 * MIB
CHECK_CPU_SECONDS: Final = 60.0

#: Bytes of what that process may say.
CHECK_REPORT: Final = 64 * MIB

#: Seconds the command waits for that process, and how many of them may die on a file of theirs.
CHECK_SECONDS: Final = 120.0
CHECK_TRIES: Final = 4

# --- session and worker ----------------------------------------------------------------------

CPU_SECONDS: Final = 5.0
WALL_SECONDS: Final = 30.0

#: Processor seconds of a session's whole life; two years of work days at a console take less.
SESSION_CPU_SECONDS: Final = 3600.0

#: Seconds a session may be without a call before its state is given up; as a connection's.
SESSION_IDLE_SECONDS: Final = 4 * 3600.0

#: Seconds a session's state lives at most. One that is left open overnight is there next morning.
LIFETIME_SECONDS: Final = 24 * 3600.0

#: Seconds between the exception that tells a program to stop and the end of its process. Honest
#: code unwinds in milliseconds; a last file is closed in a second.
GRACE_SECONDS: Final = 1.0

#: Graces that one session has in all: a program that goes on after it was told gains no more than
#: these, and a person who interrupts all day needs milliseconds each time.
GRACES: Final = 5

#: Lines a program may print in a second. A terminal shows some thousands, a pipe takes them all;
#: a call that prints its whole default output in empty lines stays below.
OUTPUT_LINES: Final = 1_000_000
MEMORY: Final = 256 * MIB
#: Address space a worker keeps back to tell that memory ran out, on top of the session's: CPython
#: takes memory a MiB at a time, and a failure with its source lines takes some hundred KiB of one.
RESERVE: Final = 1 * MIB
RESERVE_PIECES: Final = 6
OUTPUT: Final = 1 * MIB
RESULT: Final = 8 * MIB
SOURCE: Final = 64 * KIB
OPEN_FILES: Final = 32
PROCESSES: Final = 0
SCRATCH: Final = 16 * MIB
SCRATCH_FILES: Final = 1024

#: Seconds between two looks at the directories of busy sessions, where those are on a disk, and how
#: many of these looks pass for one at all sessions. A look takes some 5 us a file.
SCRATCH_LOOK_SECONDS: Final = 1.0
SCRATCH_IDLE_LOOKS: Final = 5

#: Sessions and connections of one client at a time, unless the policy says otherwise.
CLIENT_SESSIONS: Final = 64
CLIENT_CONNECTIONS: Final = 64

#: Refused calls of one client in a minute. Each is a line of the audit log; people see a dozen,
#: and a program that goes on after these is not asking any more.
REFUSALS_PER_MINUTE: Final = 600

#: Parts of a quota's window that are counted apart: what was used is forgotten one part late at
#: most, two seconds of a minute.
QUOTA_SLOTS: Final = 30

#: Quotas of strangers that are kept apart, a KiB or two each. A quarter of these addresses at once
#: is more than a busy public server sees; those that come then share one quota.
QUOTA_KEYS: Final = 16_384

#: Addresses whose connections that were turned away are counted apart, half a KiB each. A flood
#: from more is one flood.
KNOCK_KEYS: Final = 4096

#: Connections turned away in a minute that are a line of the audit log each, whoever they are:
#: two addresses that knock as often as each may, 0.3 MB.
KNOCKS_PER_MINUTE: Final = 1200

#: Windows whose refused calls are counted for the audit log at a time, each for one quota.
QUOTA_RECORDS: Final = 4096

#: Seconds between two looks for quotas that nothing is left in.
QUOTA_SWEEP_SECONDS: Final = 30.0

#: Seconds a call waits for the store that several servers share (it answers in a millisecond), and
#: seconds it is left alone after it did not.
QUOTA_STORE_SECONDS: Final = 1.0
QUOTA_STORE_AGAIN_SECONDS: Final = 1.0

#: Connections to that store; a call holds one for a millisecond.
QUOTA_STORE_CONNECTIONS: Final = 16

#: A worker's C stack, bytes; it is part of its memory as it grows.
STACK: Final = 64 * MIB

#: Bounds of sys.setrecursionlimit in guarded code. CPython 3.11 spends C stack on each call that
#: goes through C, up to 3 KiB (keys of sorted()): the most has to fit. Later CPythons count such
#: calls apart. The least is CPython's own setting, which the worker's code relies on.
RECURSION_MOST: Final = 20_000 if sys.version_info < (3, 12) else 100_000
RECURSION_LEAST: Final = 1000

#: Workers kept ready per profile. One hides the fork of the next session; more cost memory.
WARM: Final = 2

#: Workers a policy may have kept ready per profile; each is a process of about 1 MiB.
WARM_MOST: Final = 1024

#: Seconds without a new session after which a pool that has grown gives up half of what it grew
#: by. People who come in bursts come again within the minute; a worker costs a MiB meanwhile.
WARM_IDLE_SECONDS: Final = 30.0

# --- admission -------------------------------------------------------------------------------

#: Bytes of memory that have to be left for a session to begin: what one session may use by
#: default, so that those that run are not killed for one that comes.
MEMORY_LEFT: Final = 256 * MIB

#: Processes that have to be left: the broker's and a zygote's own threads, somebody's shell, and
#: workers that are replaced after a crash.
PROCESSES_LEFT: Final = 64

#: Descriptors that have to be left: a worker takes two and a half for a moment, a starting zygote
#: six, a connection one; some ten of each.
DESCRIPTORS_LEFT: Final = 64

#: Sessions of all clients together. More than the ten thousand idle ones that a server is built
#: to hold; those that call hold a worker each, and are bounded by what the machine has left.
MACHINE_SESSIONS: Final = 16_384

#: Seconds between two looks at what the machine has left; a look costs 0.3 ms.
ADMISSION_SECONDS: Final = 0.25

#: What a session takes that began after the last look: its process, the broker's socket to it and
#: its pidfd, and its private memory (1.0 to 1.5 MiB measured) with the kernel's share.
SESSION_MEMORY: Final = 4 * MIB
SESSION_DESCRIPTORS: Final = 2

#: Room beyond what has to be left at which a shortage is over, at most; an eighth where that is
#: less. Without it a machine at the brink would be short and not short four times a second.
SLACK_MEMORY: Final = 32 * MIB
SLACK_COUNT: Final = 16

#: Seconds after which somebody who was told "too busy" should come again. Sessions end, and a
#: program that ate the memory is killed, within some seconds.
BUSY_RETRY_SECONDS: Final = 5.0

#: Open connections, all and from one address.
CONNECTIONS: Final = 256
CONNECTIONS_PER_ADDRESS: Final = 64

#: Modules one session may send; their names are kept by the broker.
SENT_MODULES: Final = 1000

#: Item streams one session may hold open at once; Pyro5 has no bound.
STREAMS: Final = 64

#: Names of streams the broker remembers of a session. More than its worker holds: of one that
#: broke down it is not always told.
STREAM_NAMES: Final = 1024

#: Resident bytes of a worker before its client's first byte, with room: it shares the zygote's
#: pages, which count (14 to 40 MiB measured, 60 to 90 with pandas). What the profile allows comes
#: on top.
WORKER_RESIDENT: Final = 128 * MIB

#: Processes of one worker that are looked at; a policy allows at most 4096.
FAMILY: Final = 4200

#: Seconds until a call is told to stop at the earliest, if it has said nothing yet: a worker that
#: has not begun cannot know which call is meant. Beginning takes 0.1 ms, more where it is busy.
BEGIN_SECONDS: Final = 0.02

#: Seconds between two looks at busy workers. A runaway is stopped at most this late.
WATCHDOG_SECONDS: Final = 0.1

#: Seconds between two looks at workers without a call, where code can go on between calls.
IDLE_LOOK_SECONDS: Final = 1.0

#: Seconds a stopping server waits for running calls before it kills their workers.
DRAIN_SECONDS: Final = 5.0

#: First uid (and gid) given to workers when the server runs as root, and how many. Chosen above
#: the ranges of useradd, systemd's dynamic users (61184-65519) and the usual subuid blocks.
WORKER_UID_BASE: Final = 1_879_048_192
WORKER_UID_COUNT: Final = 65_536

#: Blocks of uids to choose from, one per server: four levels' worth each, below 2**31.
WORKER_UID_BLOCKS: Final = 1000

#: Workers one zygote can have at a time; each has a uid of its own in the range above.
WORKER_SLOTS: Final = 4096

# --- policy ----------------------------------------------------------------------------------

#: Bytes of a policy file. A policy of a thousand clients is about 200 KiB.
POLICY_FILE: Final = 1 * MIB

#: Nesting of a policy file; the deepest rule is six deep.
POLICY_DEPTH: Final = 16
