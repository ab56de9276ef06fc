"""Takes out of a file what it says of its author and writes the file anew: a program of its own, with little memory and little time.

A stranger's file may be made to break whoever opens it. Here that ends this process and not the site. It knows nothing of the project:
`cleaning.py` starts it with the kind of the file and gives the bytes on its input.
"""

import re
import resource
import sys
import zipfile
from io import BytesIO
from typing import Any

MEMORY = 1024 * 1024 * 1024  # bytes of addresses
SECONDS = 20  # of the processor
MOST_UNPACKED = 200 * 1024 * 1024  # bytes an office document may unpack to
NOBODY = "Участник"
EMPTY = {
    "docProps/core.xml": '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}
# Authors of tracked changes and comments: w:author, w15:author, w:initials, the people of threaded comments, who saved a workbook.
ATTRIBUTES = re.compile(r'\b((?:\w+:)?(?:author|initials|displayName|userId|providerId|userName|lastEdited))="[^"]*"')
AUTHORS = re.compile(r"(<(?:\w+:)?author(?:\s[^>]*)?>)[^<]*(</(?:\w+:)?author>)")


def limit() -> None:
    """Take what this process may use; a system that knows no such limit goes without."""
    for kind, amount in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        try:
            resource.setrlimit(kind, (amount, amount))
        except (ValueError, OSError):
            continue


def clean_office(data: bytes) -> bytes:
    """A docx or xlsx whose properties are empty and whose authors have no names."""
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as packed, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as cleaned:
        if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
            raise ValueError("too large")
        for entry in packed.infolist():
            if entry.is_dir():
                continue
            content = packed.read(entry)
            if entry.filename in EMPTY:
                content = EMPTY[entry.filename].encode()
            elif entry.filename.startswith("docProps/thumbnail"):
                content = b""
            elif entry.filename.endswith(".xml"):
                content = _nameless(content)
            cleaned.writestr(zipfile.ZipInfo(entry.filename), content, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def _nameless(content: bytes) -> bytes:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return content
    text = ATTRIBUTES.sub(rf'\1="{NOBODY}"', text)
    return AUTHORS.sub(rf"\1{NOBODY}\2", text).encode()


def clean_pdf(data: bytes) -> bytes:
    """A PDF without its Info, without metadata of the document or of any part of it, without attachments, notes without authors."""
    import pikepdf  # noqa: PLC0415 - only for this kind

    output = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        if "/Info" in document.trailer:
            del document.trailer["/Info"]
        for name in list(document.attachments):
            del document.attachments[name]
        for part in document.objects:
            if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
                _without(part, "/Metadata", "/PieceInfo", "/LastModified")
        for page in document.pages:
            for note in page.obj.get("/Annots", []):
                if "/FT" not in note and "/Parent" not in note:  # there /T is the name of a field of a form
                    _without(note, "/T", "/NM", "/M", "/CreationDate")
        document.save(output, deterministic_id=True)
    return output.getvalue()


def _without(part: Any, *keys: str) -> None:
    for key in keys:
        if key in part:
            del part[key]


def clean_picture(data: bytes) -> bytes:
    """The picture drawn anew: what a camera writes beside it stays behind."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - only for this kind

    output = BytesIO()
    with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
        upright = ImageOps.exif_transpose(picture)
        plain = Image.new(upright.mode if upright.mode in ("RGB", "RGBA", "L") else "RGB", upright.size)
        plain.paste(upright)
        plain.save(output, picture.format, **({"quality": 90} if picture.format == "JPEG" else {}))
    return output.getvalue()


def main(kind: str) -> int:
    """Exit codes: 0 with the cleaned bytes, 2 for what could not be read."""
    limit()
    how = {"pdf": clean_pdf, "docx": clean_office, "xlsx": clean_office, "png": clean_picture, "jpg": clean_picture}
    try:
        sys.stdout.buffer.write(how[kind](sys.stdin.buffer.read()))
    except Exception:
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
