# refused: the module 'doctest' is left out: it compiles and runs what stands in texts
# needs: eval
"""Temperature conversion with doctests, as teachers like it."""


def to_fahrenheit(celsius):
    """Convert degrees.

    >>> to_fahrenheit(100)
    212.0
    >>> [round(to_fahrenheit(c), 1) for c in (-40, 36.6)]
    [-40.0, 97.9]
    >>> to_fahrenheit(-300)
    Traceback (most recent call last):
        ...
    ValueError: below absolute zero
    """
    if celsius < -273.15:
        raise ValueError("below absolute zero")
    return celsius * 9 / 5 + 32


def describe(celsius):
    """
    >>> describe(-1)
    'freezing'
    >>> describe(15)
    'mild'
    >>> print(describe(31))
    hot
    """
    for limit, word in [(0, "freezing"), (10, "cold"), (20, "mild"), (30, "warm")]:
        if celsius < limit:
            return word
    return "hot"


if __name__ == "__main__":
    import doctest

    outcome = doctest.testmod()
    print("doctests:", outcome.attempted, "failed:", outcome.failed)
    for c in range(-10, 41, 10):
        print(f"{c:4d} C = {to_fahrenheit(c):6.1f} F  {describe(c)}")
