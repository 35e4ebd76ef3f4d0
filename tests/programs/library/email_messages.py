"""Addresses, dates, headers and messages in memory."""
from datetime import datetime, timedelta, timezone
from email import message_from_string, policy
from email.header import Header, decode_header
from email.message import EmailMessage
from email.utils import formataddr, format_datetime, formatdate, getaddresses, parseaddr, parsedate_to_datetime, unquote

print(parseaddr("Ann Onym <ann@example.org>"), parseaddr("bob@example.org (Bob)"), parseaddr("nonsense"))
print(formataddr(("Ann Onym", "ann@example.org")), formataddr(("Zoë", "zoe@example.org")), formataddr(("A, B", "ab@example.org")))
print(getaddresses(["A <a@x.org>, b@y.org", "C <c@z.org>"]))
print(formatdate(0), formatdate(0, usegmt=True), format_datetime(datetime(2020, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=2)))))
print(parsedate_to_datetime("Mon, 20 Nov 1995 19:12:08 -0500").isoformat(), unquote('"quoted"'))
print(Header("Grüße", "utf-8").encode(), decode_header("=?utf-8?q?p=C3=B6stal?="))

msg = EmailMessage()
msg["Subject"] = "Greetings from the library"
msg["From"] = "Ann <ann@example.org>"
msg["To"] = "bob@example.org"
msg.set_content("Hello,\n\nthis is the body.\n")
msg.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename="data.bin")
print(msg.is_multipart(), msg.get_content_type(), [part.get_content_type() for part in msg.walk()])
body = msg.get_body(preferencelist=("plain",))
print(repr(body.get_content()), [a.get_filename() for a in msg.iter_attachments()], msg["to"].addresses[0].domain)

text = "From: a@x.org\nSubject: =?utf-8?q?p=C3=B6stal?=\nX-N: 1\nX-N: 2\n\nbody line\n"
m = message_from_string(text, policy=policy.default)
print(m["subject"], m.get_all("x-n"), m.keys(), repr(m.get_payload()), "cc" in m, m.get("cc", "none"))
del m["x-n"]
m["X-New"] = "value"
print(m.as_string())
