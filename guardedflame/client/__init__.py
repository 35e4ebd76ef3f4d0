"""Trust domain: the user's own process. What people import."""
