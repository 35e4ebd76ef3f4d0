"""Trust domain: shared, pure. Pyro's bytes become events and back; no sockets, no values."""
