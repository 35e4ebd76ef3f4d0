from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, ROUND_HALF_EVEN, localcontext
from string import Template

CENT = Decimal("0.01")


@dataclass
class Line:
    what: str
    price: Decimal
    amount: int = 1
    vat: Decimal = Decimal("0.20")

    @property
    def net(self) -> Decimal:
        return (self.price * self.amount).quantize(CENT, ROUND_HALF_EVEN)

    @property
    def tax(self) -> Decimal:
        return (self.net * self.vat).quantize(CENT, ROUND_HALF_EVEN)


@dataclass
class Invoice:
    number: int
    customer: str
    issued: date
    lines: list[Line] = field(default_factory=list)
    discount: Decimal = Decimal(0)

    def add(self, *args, **kwargs) -> "Invoice":
        self.lines.append(Line(*args, **kwargs))
        return self

    @property
    def due(self) -> date:
        return self.issued + timedelta(days=30)

    def totals(self):
        net = sum((l.net for l in self.lines), Decimal())
        tax = sum((l.tax for l in self.lines), Decimal())
        off = (net * self.discount).quantize(CENT)
        return net, tax, off, net + tax - off

    def render(self):
        head = Template("INVOICE $number\nTo: $customer\nDate: $issued   Due: ${due}\n")
        text = head.substitute(
            number=f"{self.number:06d}", customer=self.customer, issued=self.issued, due=self.due
        )
        text += "=" * 52 + "\n"
        for i, l in enumerate(self.lines, start=1):
            text += f"{i:>2}. {l.what:<22.22} {l.amount:>4} x {l.price:>8.2f} {l.net:>11,.2f}\n"
        text += "-" * 52 + "\n"
        for label, value in zip(("Net", "VAT", "Discount", "TOTAL"), self.totals()):
            if value:
                text += f"{label + ':':>40} {value:>11,.2f}\n"
        return text


inv = Invoice(417, "Harbour & Sons Ltd.", date(2024, 1, 31), discount=Decimal("0.025"))
inv.add("Anchor chain, galvanised steel", Decimal("12.355"), 40)
inv.add("Charts", Decimal("18.90"), 3, vat=Decimal("0.05")).add(
    what="Delivery", price=Decimal("35")
)
print(inv.render())
by_rate = {}
for l in inv.lines:
    by_rate[l.vat] = by_rate.get(l.vat, 0) + l.tax
print({f"{r:.0%}": str(t) for r, t in sorted(by_rate.items())})
print(inv.lines[2])
with localcontext() as ctx:
    ctx.prec = 6
    print("per day over 30 days:", inv.totals()[-1] / 30)
try:
    Template("$a $b").substitute(a=1)
except KeyError as e:
    print("missing", e, Template("$a $b").safe_substitute(a=1))
