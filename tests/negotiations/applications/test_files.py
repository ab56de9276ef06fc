"""What is wrong with a file is said at once, before anything is registered: by its content, not by its name."""

import zipfile
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from documents import files

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def pdf(pages: int = 1, **how: object) -> bytes:
    target = BytesIO()
    with pikepdf.new() as one:
        for _ in range(pages):
            one.add_blank_page()
        one.save(target, **how)
    return target.getvalue()


def office(kind: str, *parts: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(
            "[Content_Types].xml", f'<Types><Override PartName="/{parts[0]}" ContentType="{kind}"/></Types>'
        )
        for part in parts:
            archive.writestr(part, "<w/>")
    return target.getvalue()


def asked(content: bytes, name: str = "Смета.pdf") -> tuple[str, str]:
    file = SimpleUploadedFile(name, content)
    return files.complaint(file), files.kind_of(file)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf(), "pdf"),
        (b"\r\n" + pdf(), "pdf"),
        (b"\xef\xbb\xbf" + pdf(), "pdf"),
        (office(WORD, "word/document.xml"), "docx"),
        (office(WORD, "word/document2.xml"), "docx"),
    ],
)
def test_what_people_really_have_is_taken(content, kind):
    assert asked(content) == ("", kind)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "пустой"),
        (pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "защищён паролем"),
        (pdf()[:-200], "обрывается"),
        (pdf(0), "ни одной страницы"),
        (office(WORD, "word/document.xml")[:-30], "обрывается"),
        (office(MACROS, "word/document.xml"), "макросы"),
        (office(WORD, "word/document.xml", "word/vbaProject.bin"), "макросы"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "защищён паролем"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "старом формате"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 600, "обрывается"),
        (b"<html>%PDF</html>", "не подходит"),
    ],
)
def test_what_nobody_could_read_is_refused_at_once(content, words):
    problem, _ = asked(content)
    assert words in problem and problem.startswith("Файл «Смета.pdf» ")
