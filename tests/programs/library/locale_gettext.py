"""Formatting in the C locale, and translations that translate nothing."""
import gettext
import locale

print(locale.setlocale(locale.LC_ALL, "C"), locale.localeconv()["decimal_point"], locale.setlocale(locale.LC_NUMERIC))
print(locale.format_string("%.2f|%d|%s", (1234.5, 42, "x")), locale.format_string("%d", 1234567, grouping=True), locale.str(3.5), locale.atof("3.14"), locale.atoi("12"))
print(sorted(["b", "A", "a", "B"], key=locale.strxfrm), locale.strcoll("a", "b") < 0, locale.getlocale(locale.LC_NUMERIC), locale.delocalize("1.5"), locale.normalize("en_us"))
try:
    locale.setlocale(locale.LC_ALL, "xx_XX.nonsense")
except locale.Error as error:
    print(error)

t = gettext.NullTranslations()
_ = t.gettext
print(_("hello"), t.ngettext("%d file", "%d files", 1) % 1, t.ngettext("%d file", "%d files", 3) % 3, t.pgettext("menu", "Open"), t.info())


class Shouting(gettext.NullTranslations):
    def gettext(self, message):
        return message.upper()


class German(gettext.NullTranslations):
    table = {"good morning": "guten Morgen"}

    def gettext(self, message):
        return self.table.get(message) or super().gettext(message)


german = German()
german.add_fallback(Shouting())
print(german.gettext("good morning"), german.gettext("unknown"), Shouting().gettext("x"))
