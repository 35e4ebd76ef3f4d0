"""Text tools."""


def banner(title, width=30, fill="="):
    return f" {title} ".center(width, fill)
