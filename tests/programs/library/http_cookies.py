"""Cookies as text."""
from http.cookies import CookieError, SimpleCookie

cookie = SimpleCookie()
cookie["fig"] = "newton"
cookie["fig"]["path"] = "/"
cookie["fig"]["httponly"] = True
cookie["sugar"] = "wafer; with semicolon"
print(cookie.output(header="Cookie:"))
loaded = SimpleCookie('chips=ahoy; vienna="finger, small"; broken')
print({k: m.value for k, m in loaded.items()})
try:
    cookie["bad key"] = "x"
except CookieError as error:
    print(error)
