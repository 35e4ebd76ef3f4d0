"""Trust domain: shared, pure. Who may do what; only load.py reads a disk."""
