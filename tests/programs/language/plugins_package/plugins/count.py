from plugins import core

NAME, PRIORITY = "count", 5


@core.plugin(priority=PRIORITY)
def count(text):
    return f"{text} ({len(text.split())} words)"
