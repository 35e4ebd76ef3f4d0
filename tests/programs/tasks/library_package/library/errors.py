class LibraryError(Exception):
    template = "{0}"

    def __str__(self):
        return self.template.format(*self.args)


class UnknownBook(LibraryError, LookupError):
    template = "no book {0}"


class AlreadyLent(LibraryError):
    template = "{0} is with {1}"
