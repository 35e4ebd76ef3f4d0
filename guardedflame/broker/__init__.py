"""Trust domain: trusted. Owns sockets, policy, deadlines and audit; never runs client code."""
