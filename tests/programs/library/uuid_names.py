"""UUIDs from names, fields and text."""
import uuid

print(uuid.uuid5(uuid.NAMESPACE_DNS, "example.org"), uuid.uuid3(uuid.NAMESPACE_URL, "https://example.org/a"))
x = uuid.UUID("{fedcba98-7654-4210-8123-456789abcdef}")
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


def path_id(*parts):
    """The same id for the same path, each level in the name space of the one above."""
    space = uuid.NAMESPACE_OID
    for part in parts:
        space = uuid.uuid5(space, part)
    return space


print(path_id("a", "b"), path_id("a", "b") == uuid.uuid5(path_id("a"), "b"), uuid.NAMESPACE_X500)
