"""Trust domain: hostile. The guarded language: what a client's source may say."""
