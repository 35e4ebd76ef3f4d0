"""Trust domain: the user's own process. One file per command; people's words are in tui.py."""
