"""Files on their way in: when there is no room for one, the rest of the form still arrives."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from documents import archive


class NotKept(UploadedFile):
    """A file there was no room for: its name came, its bytes are gone."""

    def __init__(self, name: str) -> None:
        super().__init__(BytesIO(), name, size=0)


class SpoolHandler(TemporaryFileUploadHandler):
    """Django's own way through a temporary file; where it would break off the request, the file becomes a `NotKept`."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins; even its empty place may not be had."""
        self.is_full = False
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self._give_up(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a piece, or let it go by."""
        if self.is_full:
            return
        try:
            self.file.write(raw_data)
            self.file.flush()  # else the want of room would be noticed only when somebody reads
        except OSError as error:
            self._give_up(error)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """What the form gets."""
        return NotKept(self.file_name or "") if self.is_full else super().file_complete(file_size)

    def _give_up(self, error: OSError) -> None:
        if not archive.is_full(error):
            raise error
        self.is_full = True
        if (file := getattr(self, "file", None)) is not None:
            try:
                file.close()  # and with it goes what has been written
            except OSError:
                pass
            del self.file
