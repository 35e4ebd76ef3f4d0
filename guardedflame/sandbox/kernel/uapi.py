"""Raw system calls and their constants, and nothing else.

Invariant: no policy lives here. Each function is one system call with typed arguments; it returns
the kernel's answer or raises OSError. Besides this file, only
``guard/unicode_errors`` imports ctypes.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import struct
from typing import Final

from guardedflame.errors import ConfinementError

# --- clone, unshare (linux/sched.h) ------------------------------------------------------------
CLONE_NEWNS: Final = 0x0002_0000
CLONE_PARENT: Final = 0x0000_8000
CLONE_NEWUTS: Final = 0x0400_0000
CLONE_NEWIPC: Final = 0x0800_0000
CLONE_NEWUSER: Final = 0x1000_0000
CLONE_NEWPID: Final = 0x2000_0000
CLONE_NEWNET: Final = 0x4000_0000
_CLONE_CHILD_CLEARTID: Final = 0x0020_0000
_CLONE_CHILD_SETTID: Final = 0x0100_0000
_CLONE_INTO_CGROUP: Final = 0x2_0000_0000
_SIGCHLD: Final = 17

# --- mount (linux/mount.h) -----------------------------------------------------------------------
MS_NOSUID: Final = 2
MS_NODEV: Final = 4
MS_NOEXEC: Final = 8
MS_REC: Final = 0x4000
MS_PRIVATE: Final = 0x4_0000
MNT_DETACH: Final = 2
MOUNT_ATTR_RDONLY: Final = 1
MOUNT_ATTR_NOSUID: Final = 2
MOUNT_ATTR_NODEV: Final = 4
MOUNT_ATTR_NOEXEC: Final = 8
AT_FDCWD: Final = -100
AT_EMPTY_PATH: Final = 0x1000
AT_RECURSIVE: Final = 0x8000
OPEN_TREE_CLONE: Final = 1
OPEN_TREE_CLOEXEC: Final = os.O_CLOEXEC
MOVE_MOUNT_F_EMPTY_PATH: Final = 4

# --- prctl (linux/prctl.h) -----------------------------------------------------------------------
PR_SET_PDEATHSIG: Final = 1
PR_GET_PDEATHSIG: Final = 2
PR_GET_DUMPABLE: Final = 3
PR_SET_THP_DISABLE: Final = 41
PR_SET_DUMPABLE: Final = 4
PR_CAPBSET_READ: Final = 23
PR_CAPBSET_DROP: Final = 24
PR_GET_SECUREBITS: Final = 27
PR_SET_SECUREBITS: Final = 28
PR_SET_NO_NEW_PRIVS: Final = 38
PR_GET_NO_NEW_PRIVS: Final = 39
_PR_GET_TID_ADDRESS: Final = 40
PR_CAP_AMBIENT: Final = 47
PR_CAP_AMBIENT_CLEAR_ALL: Final = 4

# --- keyctl (linux/keyctl.h) ---------------------------------------------------------------------
KEYCTL_JOIN_SESSION_KEYRING: Final = 1
KEYCTL_REVOKE: Final = 3
KEYCTL_SEARCH: Final = 10
KEY_SPEC_SESSION_KEYRING: Final = -3
KEY_SPEC_USER_KEYRING: Final = -4

# --- landlock (linux/landlock.h) -----------------------------------------------------------------
LANDLOCK_CREATE_RULESET_VERSION: Final = 1
LANDLOCK_RULE_PATH_BENEATH: Final = 1

#: name -> number, for each machine we know; taken from the kernel's syscall tables.
_NUMBERS: Final = {
    "x86_64": {
        "add_key": 248,
        "capget": 125,
        "capset": 126,
        "clone": 56,
        "clone3": 435,
        "close_range": 436,
        "io_destroy": 207,
        "io_setup": 206,
        "io_uring_setup": 425,
        "keyctl": 250,
        "landlock_add_rule": 445,
        "landlock_create_ruleset": 444,
        "landlock_restrict_self": 446,
        "mount": 165,
        "mount_setattr": 442,
        "move_mount": 429,
        "open_tree": 428,
        "pivot_root": 155,
        "ptrace": 101,
        "setns": 308,
        "shmctl": 31,
        "shmget": 29,
        "umount2": 166,
        "unshare": 272,
    },
    "aarch64": {
        "add_key": 217,
        "capget": 90,
        "capset": 91,
        "clone": 220,
        "clone3": 435,
        "close_range": 436,
        "io_destroy": 1,
        "io_setup": 0,
        "io_uring_setup": 425,
        "keyctl": 219,
        "landlock_add_rule": 445,
        "landlock_create_ruleset": 444,
        "landlock_restrict_self": 446,
        "mount": 40,
        "mount_setattr": 442,
        "move_mount": 429,
        "open_tree": 428,
        "pivot_root": 41,
        "ptrace": 117,
        "setns": 268,
        "shmctl": 195,
        "shmget": 194,
        "umount2": 39,
        "unshare": 97,
    },
}


class _CloneArgs(ctypes.Structure):
    _fields_ = tuple(
        (name, ctypes.c_uint64)
        for name in (
            *("flags", "pidfd", "child_tid", "parent_tid", "exit_signal", "stack", "stack_size"),
            *("tls", "set_tid", "set_tid_size", "cgroup"),
        )
    )


class _RulesetAttr(ctypes.Structure):
    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathBeneathAttr(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


class _MountAttr(ctypes.Structure):
    _fields_ = (
        ("attr_set", ctypes.c_uint64),
        ("attr_clr", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("userns_fd", ctypes.c_uint64),
    )


#: Version 3 of the capability ABI, this thread; then (effective, permitted, inheritable) twice,
#: lower half first.
_CAP_HEADER: Final = struct.pack("=Ii", 0x2008_0522, 0)
_CAP_SETS: Final = struct.Struct("=6I")

_IPC_RMID: Final = 0
_PTRACE_SEIZE: Final = 0x4206
_NOTHING: Final = (0, 0, 0, 0)


class Kernel:
    """The system calls of this machine. Holds the libc handle; build one per process tree.

    Raises:
        ConfinementError: the machine's architecture has no syscall table here.
    """

    def __init__(self) -> None:
        machine = platform.machine()
        if machine not in _NUMBERS:
            raise ConfinementError(
                f"no system call numbers for {machine}; confinement knows {', '.join(_NUMBERS)}"
            )
        self._machine = machine
        self._number = _NUMBERS[machine]
        # PyDLL, so that the interpreter's lock stays held across clone().
        self._libc = ctypes.PyDLL(None, use_errno=True)
        # void * takes integers of any size, bytes, None and references: all a system call has.
        self._syscall = self._libc.syscall
        self._syscall.restype = ctypes.c_long
        self._syscall.argtypes = [ctypes.c_long] + [ctypes.c_void_p] * 5
        self._prctl = self._libc.prctl
        self._prctl.argtypes = [ctypes.c_int] + [ctypes.c_void_p] * 4
        self._capabilities = ctypes.create_string_buffer(_CAP_SETS.size)
        self._tid_address = self._find_tid_address()

    def _call(  # noqa: PLR0917 - registers have an order and no names
        self, name: str, a: object = 0, b: object = 0, c: object = 0, d: object = 0, e: object = 0
    ) -> int:
        result: int = self._syscall(self._number[name], a, b, c, d, e)
        if result < 0:
            code = ctypes.get_errno()
            raise OSError(code, f"{name}: {os.strerror(code)}")
        return result

    def _find_tid_address(self) -> int:
        # glibc caches the thread id where the kernel clears it at exit; a raw clone() must write
        # there. musl registers a lock at that address, so it is used on glibc only.
        try:
            glibc = os.confstr("CS_GNU_LIBC_VERSION")
        except (ValueError, OSError):
            return 0
        if not glibc:
            return 0
        address = ctypes.c_ulong(0)
        if self._prctl(_PR_GET_TID_ADDRESS, ctypes.byref(address), 0, 0, 0) != 0:
            return 0
        return address.value

    def clone(self, flags: int, cgroup: int = -1) -> int:
        """Fork with namespaces: 0 in the child, the child's pid in the parent, like os.fork().

        The caller must be single-threaded. Python's own fork hooks run as for os.fork().

        Args:
            flags: the namespaces.
            cgroup: descriptor of the group the child begins in; -1 for the caller's own. Moving it
                there later takes the kernel an RCU grace period, some milliseconds.
        """
        python = ctypes.pythonapi
        python.PyOS_BeforeFork()
        pid = -1
        try:
            pid = self.copy(flags, cgroup)
        finally:
            if pid == 0:
                python.PyOS_AfterFork_Child()
            else:
                python.PyOS_AfterFork_Parent()
        return pid

    def copy(self, flags: int, cgroup: int = -1) -> int:
        """Do as `clone` does, without Python's fork hooks: see ``kernel.forking``."""
        address = self._tid_address
        if address:
            flags |= _CLONE_CHILD_SETTID | _CLONE_CHILD_CLEARTID
        if cgroup < 0:
            tail = (0, address, 0) if self._machine == "x86_64" else (0, 0, address)
            return self._call("clone", flags | _SIGCHLD, 0, *tail)
        arguments = _CloneArgs(flags | _CLONE_INTO_CGROUP, 0, address, 0, _SIGCHLD)
        arguments.cgroup = cgroup
        return self._call("clone3", ctypes.addressof(arguments), ctypes.sizeof(arguments))

    def unshare(self, flags: int) -> None:
        """Leave namespaces for new ones."""
        self._call("unshare", flags)

    def setns(self, fd: int, kind: int) -> None:
        """Join the namespace that ``fd`` stands for."""
        self._call("setns", fd, kind)

    def mount(
        self, source: str | None, target: str, kind: str | None, flags: int, data: str | None = None
    ) -> None:
        """Mount a file system, or change a mount, the classic way."""
        self._call("mount", _text(source), _text(target), _text(kind), flags, _text(data))

    def umount(self, target: str, flags: int) -> None:
        """Take a mount away."""
        self._call("umount2", _text(target), flags)

    def pivot_root(self, new: str, old: str) -> None:
        """Make ``new`` the root and put the old one at ``old``."""
        self._call("pivot_root", _text(new), _text(old))

    def open_tree(self, path: str, flags: int) -> int:
        """Return a descriptor of a (cloned, detached) mount of the tree at ``path``."""
        return self._call("open_tree", AT_FDCWD, _text(path), flags)

    def move_mount(self, fd: int, target: str) -> None:
        """Attach a detached mount."""
        self._call("move_mount", fd, b"", AT_FDCWD, _text(target), MOVE_MOUNT_F_EMPTY_PATH)

    def mount_setattr(self, fd: int, path: str, flags: int, attributes: int) -> None:
        """Add mount attributes, to a whole tree with AT_RECURSIVE."""
        attr = _MountAttr(attributes, 0, 0, 0)
        self._call("mount_setattr", fd, _text(path), flags, ctypes.byref(attr), ctypes.sizeof(attr))

    def prctl(self, option: int, *arguments: int) -> int:
        """Ask for one operation on this process; integer arguments only."""
        result: int = self._prctl(option, *arguments, *_NOTHING[len(arguments) :])
        if result < 0:
            code = ctypes.get_errno()
            raise OSError(code, f"prctl({option}): {os.strerror(code)}")
        return result

    def capset(self, effective: int, permitted: int, inheritable: int) -> None:
        """Set this thread's capability sets (64-bit masks)."""
        low = (m & 0xFFFF_FFFF for m in (effective, permitted, inheritable))
        high = (m >> 32 for m in (effective, permitted, inheritable))
        self._call("capset", _CAP_HEADER, _CAP_SETS.pack(*low, *high))

    def capget(self) -> tuple[int, int, int]:
        """Return (effective, permitted, inheritable) of this thread."""
        self._call("capget", _CAP_HEADER, self._capabilities)
        sets = _CAP_SETS.unpack(self._capabilities)
        return (sets[0] | sets[3] << 32, sets[1] | sets[4] << 32, sets[2] | sets[5] << 32)

    def close_range(self, first: int, last: int) -> None:
        """Close the descriptors first..last, both included."""
        self._call("close_range", first, last, 0)

    def keyctl(self, operation: int, *arguments: int) -> int:
        """Ask for one operation on keys; integer arguments only, 0 for a null pointer."""
        return self._call("keyctl", operation, *arguments)

    def key_search(self, ring: int, kind: str, description: str) -> int:
        """Find a key in a keyring; returns its serial."""
        return self._call("keyctl", KEYCTL_SEARCH, ring, _text(kind), _text(description), 0)

    def add_key(self, kind: str, description: str, payload: bytes, ring: int) -> int:
        """Add a key to a keyring; returns its serial."""
        return self._call("add_key", _text(kind), _text(description), payload, len(payload), ring)

    def landlock_abi(self) -> int:
        """Return the kernel's Landlock ABI, 0 when it has none or it is switched off."""
        with contextlib.suppress(OSError):
            return self._call("landlock_create_ruleset", None, 0, LANDLOCK_CREATE_RULESET_VERSION)
        return 0

    def landlock_create_ruleset(self, fs: int, net: int, scoped: int, size: int) -> int:
        """Return a ruleset descriptor; ``size`` is how much of the attribute the ABI knows."""
        attr = _RulesetAttr(fs, net, scoped)
        return self._call("landlock_create_ruleset", ctypes.byref(attr), size, 0)

    def landlock_add_path(self, ruleset: int, parent_fd: int, access: int) -> None:
        """Allow ``access`` beneath the directory or file ``parent_fd``."""
        attr = _PathBeneathAttr(access, parent_fd)
        self._call("landlock_add_rule", ruleset, LANDLOCK_RULE_PATH_BENEATH, ctypes.byref(attr), 0)

    def landlock_restrict_self(self, ruleset: int) -> None:
        """Enforce a ruleset on this thread for ever."""
        self._call("landlock_restrict_self", ruleset, 0)

    def ptrace_seize(self, pid: int) -> None:
        """Become the tracer of a process, which goes on running."""
        self._call("ptrace", _PTRACE_SEIZE, pid, 0, 0)

    def shmget(self, size: int) -> None:
        """Create a private System V shared memory segment and remove it again."""
        segment = self._call("shmget", 0, size, 0o600)
        self._call("shmctl", segment, _IPC_RMID, None)

    def io_setup(self) -> None:
        """Create a context for asynchronous I/O of one operation and remove it again."""
        context = ctypes.c_ulong(0)
        self._call("io_setup", 1, ctypes.byref(context))
        self._call("io_destroy", context.value)

    def io_uring_setup(self) -> int:
        """Create an io_uring of one entry; returns its descriptor."""
        parameters = (ctypes.c_uint32 * 30)()
        return self._call("io_uring_setup", 1, ctypes.byref(parameters))

    def sethostname(self, name: str) -> None:
        """Name the host and its domain in this UTS namespace."""
        raw = name.encode()
        for call in (self._libc.sethostname, self._libc.setdomainname):
            if call(raw, ctypes.c_size_t(len(raw))) != 0:
                code = ctypes.get_errno()
                raise OSError(code, f"sethostname: {os.strerror(code)}")

    def clearenv(self) -> None:
        """Forget the C library's environment."""
        self._libc.clearenv()


def _text(value: str | None) -> bytes | None:
    return None if value is None else os.fsencode(value)
