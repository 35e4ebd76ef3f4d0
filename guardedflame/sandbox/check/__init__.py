"""Trust domain: hostile. Says what enforcement would say of a program, and runs none of it."""
