"""What one entry of a scratch directory takes: its blocks and its extended attributes.

Invariant: an entry is not opened, and followed only where its caller says that it is the kernel's
own link; what cannot be read raises, and counts for nothing nowhere.
"""

from __future__ import annotations

import errno
import os
from typing import Final

#: Bytes the kernel keeps for each attribute besides its name and value: on a tmpfs some 80, rounded
#: up. Where attributes are on the disk it is less.
EACH_ATTRIBUTE: Final = 128

#: Made by the machine's security modules, for every file and as small; no worker may set one.
_OF_THE_MACHINE: Final = "security."

#: There is no such attribute, or none at all on this file system.
_NONE: Final = frozenset({errno.ENODATA, errno.ENOTSUP})


def taken(found: os.stat_result, name: str | int, *, follow: bool, most: int) -> int:
    """Return the bytes that an entry takes, on the disk or in the kernel's memory.

    Args:
        found: what the kernel says of it.
        name: its path, or a descriptor of it.
        follow: whether to follow a link; a descriptor has to be.
        most: the count ends soon after this many bytes of attributes.

    Raises:
        OSError: its attributes cannot be read, or are so many that the kernel does not list them.
    """
    # Some file systems keep short files where no block is counted.
    size = found.st_blocks * 512 or found.st_size
    return size + _attributes(name, follow=follow, most=most)


def _attributes(name: str | int, *, follow: bool, most: int) -> int:
    try:
        names = os.listxattr(name, follow_symlinks=follow)
    except OSError as error:
        if error.errno in _NONE:
            return 0
        raise
    size = 0
    for attribute in names:
        if attribute.startswith(_OF_THE_MACHINE):
            continue
        try:
            value = os.getxattr(name, attribute, follow_symlinks=follow)
        except OSError as error:
            if error.errno in _NONE:
                continue
            raise
        size += EACH_ATTRIBUTE + len(os.fsencode(attribute)) + len(value)
        if size > most:
            break
    return size
