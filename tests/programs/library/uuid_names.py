"""UUIDs from names, fields and text."""
import uuid

print(uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid3(uuid.NAMESPACE_URL, "http://example.org/"))
x = uuid.UUID("{00010203-0405-0607-0809-0a0b0c0d0e0f}")
print(x, repr(x), x.hex, x.int, x.bytes[:4], x.urn, x.fields, x.variant, x.version)
print(x == uuid.UUID(bytes=x.bytes) == uuid.UUID(int=x.int) == uuid.UUID(hex=x.hex), uuid.UUID(bytes_le=x.bytes_le) == x, uuid.UUID(fields=x.fields) == x)
r = uuid.uuid4()
print(r.version, len(str(r)), r != uuid.uuid4(), r.variant == uuid.RFC_4122, uuid.UUID(int=5, version=4).version)
print(sorted([uuid.UUID(int=3), uuid.UUID(int=1)])[0].int, {uuid.UUID(int=7): "seven"}[uuid.UUID(int=7)], uuid.UUID(int=1) < uuid.UUID(int=2))
for bad in (lambda: uuid.UUID("nonsense"), lambda: uuid.UUID(int=-1), lambda: uuid.UUID()):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(uuid.uuid5(uuid.NAMESPACE_OID, "1.3.6").version, uuid.NAMESPACE_X500)
