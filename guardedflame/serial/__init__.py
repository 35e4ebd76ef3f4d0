"""Trust domain: shared, pure. What may cross the wire as data; builds only registered classes."""
