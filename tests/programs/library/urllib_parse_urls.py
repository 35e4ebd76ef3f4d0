"""Take URLs apart, put them together, quote and encode."""
from urllib.parse import (
    parse_qs, parse_qsl, quote, quote_plus, unquote, unquote_plus, unquote_to_bytes, urldefrag, urlencode, urljoin, urlparse,
    urlsplit, urlunparse, urlunsplit,
)

u = urlparse("https://ann:pw@docs.example.org:8080/3/lib/x.html;p?highlight=params&x=#url-parsing")
print(u)
print(u.scheme, u.netloc, u.hostname, u.port, u.username, u.password, u.fragment, u.geturl() == urlunparse(u))
print(u._replace(fragment="", query="").geturl(), urlunsplit(("http", "h", "/p", "a=1", "")))
s = urlsplit("//Host.EXAMPLE/path?q")
print(s, s.hostname, s.port, list(s))
for base, ref in [("http://a/b/c/d;p?q", r) for r in ("g", "./g", "../g", "/g", "//g", "?y", "#s", "../../../g", "http:g")]:
    print(ref, "->", urljoin(base, ref))
print(urldefrag("http://x/y#frag"), quote("/café menu/"), quote("/a b", safe=""), quote_plus("a b&c=d"), unquote("/caf%C3%A9%20menu/"))
print(unquote_plus("a+b%26"), unquote_to_bytes("a%26%EF"), quote(b"\xff\x00a"))
print(urlencode({"page": 3, "sort": "name", "q": "a b"}), urlencode([("k", [1, 2]), ("e", "é")], doseq=True))
print(parse_qs("a=1&a=2&b=&c=%20x", keep_blank_values=True), parse_qsl("a=1;b=2", separator=";"))
try:
    urlparse("http://x:99999/").port
except ValueError as error:
    print(error)
try:
    parse_qs("a=1&b=2&c=3", max_num_fields=2)
except ValueError as error:
    print(error)
