"""A zip archive built and read in memory."""
import io
import zipfile

buffer = io.BytesIO()
with zipfile.ZipFile(buffer, "w", compression=zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("docs/readme.txt", "read me\n" * 20)
    archive.writestr(zipfile.ZipInfo("data.bin", (2020, 1, 1, 0, 0, 0)), bytes(range(10)))
    with archive.open("streamed.txt", "w") as f:
        f.write(b"piece by piece")
buffer.seek(0)
print(zipfile.is_zipfile(buffer))
with zipfile.ZipFile(buffer) as archive:
    print(archive.namelist(), archive.testzip())
    for info in archive.infolist():
        print(info.filename, info.file_size, info.compress_size < 40, info.is_dir())
    print(archive.read("data.bin"), archive.getinfo("data.bin").date_time)
    with archive.open("docs/readme.txt") as f:
        print(f.readline(), len(f.read()))
    try:
        archive.read("missing")
    except KeyError as error:
        print("missing:", "missing" in str(error))
try:
    zipfile.ZipFile(io.BytesIO(b"not a zip"))
except zipfile.BadZipFile as error:
    print(error)
