"""A lending library."""

__version__ = "0.3"
from library.catalogue import Catalogue
from library.loans import LoanDesk
