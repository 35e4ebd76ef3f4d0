from datetime import timedelta

from library import errors


class LoanDesk:
    period = timedelta(days=21)
    fee_cents = 20

    def __init__(self, catalogue):
        self._catalogue = catalogue
        self._loans = {}

    def lend(self, isbn, who, today):
        if isbn not in self._catalogue:
            raise errors.UnknownBook(isbn)
        if isbn in self._loans:
            raise errors.AlreadyLent(isbn, self._loans[isbn][0])
        self._loans[isbn] = (who, today + self.period)
        return self._loans[isbn][1]

    def give_back(self, isbn, today):
        who, due = self._loans.pop(isbn)
        late = max(0, (today - due).days)
        return late * self.fee_cents

    def overdue(self, today):
        return {
            self._catalogue[i].title: who for i, (who, due) in self._loans.items() if due < today
        }
