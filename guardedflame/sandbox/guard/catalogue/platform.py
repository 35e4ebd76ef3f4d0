"""platform: what the interpreter is; nothing of the machine."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry, words

ENTRY = Entry(
    "platform",
    names=(
        "python_implementation",
        "python_version",
        "python_version_tuple",
        "system",
    ),
    left_out=dict.fromkeys(
        words(
            """
            architecture freedesktop_os_release libc_ver machine node platform processor
            python_branch python_build python_compiler python_revision release system_alias uname
            uname_result version AndroidVer IOSVersionInfo android_ver ios_ver java_ver mac_ver
            win32_edition win32_is_iot win32_ver
            """
        ),
        "tells about the server's machine",
    ),
)
