"""A toolkit."""
from . import shapes, text

VERSION = "1.0"
__all__ = ["VERSION", "shapes", "text"]
