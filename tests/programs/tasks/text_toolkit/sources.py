_TEXTS = {
    "note": "  buy   string,\n\n nails and   a good lamp for the cellar  ",
    "quote": "nothing is lost that is written down.",
}


def names():
    return list(_TEXTS)


def get(name):
    return _TEXTS[name]
