"""Trust domain: shared, pure. Messages between broker, zygote and worker; each peer is hostile."""
