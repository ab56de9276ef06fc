"""Photographs on their way in: turned upright, made smaller, without what a telephone writes beside the picture (place, owner, device)."""

from io import BytesIO
from pathlib import PurePath

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from PIL import Image, ImageOps

from casework.door import Refused
from documents import files

LONGEST = 1600  # pixels of the longer side
MOST_PIXELS = 60_000_000  # more would only eat memory; the best telephones take 50 million
BROKEN = "Изображение «{name}» не открывается. Сохраните его заново как JPG или PNG и приложите ещё раз."


def is_picture(file: UploadedFile) -> bool:
    """Is the file a photograph by its content?"""
    return files.kind_of(file) in ("png", "jpg")


def cleaned(file: UploadedFile) -> UploadedFile:
    """The picture as a plain JPG. Raises Refused, with words for whoever has attached it."""
    name = files.name_of(file)
    file.seek(0)
    try:
        with Image.open(file, formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(f"Изображение «{name}» слишком велико. Уменьшите его и приложите снова.")
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONGEST, LONGEST))
            content = BytesIO()
            upright.convert("RGB").save(content, "JPEG", quality=85, optimize=True)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise Refused(BROKEN.format(name=name)) from None
    return SimpleUploadedFile(f"{PurePath(name).stem[:190]}.jpg", content.getvalue(), "image/jpeg")
