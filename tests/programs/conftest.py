"""The programs are data: nothing below this directory is a test."""

from __future__ import annotations

collect_ignore_glob = ["*/*"]
