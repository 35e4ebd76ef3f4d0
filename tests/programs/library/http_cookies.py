"""Cookies as text."""
from http.cookies import CookieError, SimpleCookie

cookie = SimpleCookie()
cookie["theme"] = "dark"
cookie["theme"]["path"] = "/app"
cookie["theme"]["httponly"] = True
cookie["note"] = "two words; and a semicolon"
print(cookie.output(header="Set-Cookie:"))
loaded = SimpleCookie('lang=en; name="Ann, Bob"; broken')
print({k: m.value for k, m in loaded.items()})
try:
    cookie["bad key"] = "x"
except CookieError as error:
    print(error)
