from plugins.core import plugin

NAME = "upper"


@plugin
def upper(text):
    return text.upper()
