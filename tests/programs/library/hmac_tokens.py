"""Signed tokens with hmac, and secrets whose lengths are known."""
import base64
import binascii
import hmac
import json
import secrets
import string

KEY = b"not a real key"


def sign(payload):
    body = base64.urlsafe_b64encode(json.dumps(payload, sort_keys=True).encode()).rstrip(b"=")
    mac = hmac.new(KEY, body, "sha256").hexdigest()
    return body.decode() + "." + mac


def verify(token):
    body, _, mac = token.rpartition(".")
    expected = hmac.new(KEY, body.encode(), digestmod="sha256").hexdigest()
    if not hmac.compare_digest(mac, expected):
        raise ValueError("bad signature")
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))


token = sign({"user": "ann", "admin": False})
print(token)
print(verify(token))
try:
    verify(token[:-1] + ("0" if token[-1] != "0" else "1"))
except ValueError as error:
    print(error)
h = hmac.new(KEY, b"part one, ", "sha1")
h.update(b"part two")
print(h.name, h.digest_size, h.hexdigest(), h.copy().digest() == h.digest(), hmac.digest(KEY, b"m", "md5").hex())

print(len(secrets.token_bytes(16)), len(secrets.token_hex(16)), len(secrets.token_urlsafe(16)), secrets.randbelow(10) < 10)
alphabet = string.ascii_letters + string.digits
password = "".join(secrets.choice(alphabet) for _ in range(12))
print(len(password), set(password) <= set(alphabet), secrets.randbits(8) < 256, secrets.compare_digest("a", "a"))
print(secrets.token_hex(4) != secrets.token_hex(4), secrets.SystemRandom().randint(3, 3))
try:
    base64.b64decode("abc")
except binascii.Error as error:
    print(error)
