"""Trust domain: runs before confinement. The kernel's steps, one idea a file."""
