"""The older interface of base64: from one binary stream to another."""
import base64
import io

out = io.BytesIO()
base64.encode(io.BytesIO(bytes(range(100))), out)
print(out.getvalue())
back = io.BytesIO()
out.seek(0)
base64.decode(out, back)
print(back.getvalue() == bytes(range(100)), base64.decodebytes(base64.encodebytes(b"abc")))
