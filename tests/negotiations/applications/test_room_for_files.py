"""Files and the disk: several at once, a disk that is full, quotas, and what a machine that went down leaves behind."""

import os
import resource
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from casework.models import Draft
from documents import archive
from documents import files as uploads
from documents.tasks import verify_archive
from negotiations.applications import actions as applications
from negotiations.models import Attachment
from programme.models import Regulation
from programme.periods import today
from programme.regulations.actions import adopt_regulation
from tests.story import application, waiting_of

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TAIL = b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"
NO_ROOM = "На сервере сейчас нет места для файлов, поэтому файл не сохранён"


def pdf(size: int, name: str = "Смета.pdf") -> SimpleUploadedFile:
    head = f"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n% {name}".encode()
    return SimpleUploadedFile(name, head + b"." * (size - len(head) - len(TAIL)) + TAIL)


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return tmp_path


def lying_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """The system takes no more than so many bytes into a file: the write fails as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def adopt_limits(**limits: int) -> None:
    """A regulation that allows less."""
    data = deepcopy(Regulation.in_force().data)
    data["files"] |= limits
    adopt_regulation(title="Меньше файлов", valid_from=today(), data=data, ground="распоряжение")


def test_the_same_file_from_sixteen_at_once(files):
    start, answers = threading.Barrier(16), []

    def store() -> None:
        start.wait()
        try:
            answers.append(uploads.store(pdf(300_000)))
        except OSError as error:
            answers.append(repr(error))

    people = [threading.Thread(target=store) for _ in range(16)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    [digest] = set(answers)
    assert len(answers) == 16
    assert lying_in(files) == [uploads.path_of(digest)]
    assert archive.is_intact(uploads.path_of(digest), digest)


@pytest.mark.parametrize("size", [300_000, 4_000_000], ids=["in memory", "through a temporary file"])
def test_a_full_disk_costs_the_file_and_nothing_else(desk, files, size):
    proposal = desk.begin()
    page = waiting_of(desk.chairwoman, proposal.case, "submit").get_absolute_url()
    client = Client()
    client.force_login(desk.chairwoman, backend=BACKEND)
    data = {**application(), "attachments": pdf(size)}

    with no_room_beyond(100_000):
        sent = client.post(page, data)
    assert (sent.status_code, NO_ROOM in sent.content.decode()) == (422, True)
    assert application()["summary"].strip() in sent.content.decode()
    assert Draft.objects.get().fields["summary"] == [application()["summary"]]
    assert (lying_in(files), Attachment.objects.count()) == ([], 0)

    assert (
        client.post(page, {**data, "attachments": pdf(size)}).status_code == 200
    )  # now there is room: "check your answers"
    assert [path.name for path in lying_in(files)] == [Attachment.objects.get().sha256]


def test_a_full_disk_while_a_paper_is_kept(files):
    with no_room_beyond(100_000), pytest.raises(archive.Full):
        archive.store(b"." * 200_000, "pdf")
    assert lying_in(files) == []


def test_a_full_disk_while_a_file_is_only_compared(files):
    with no_room_beyond(100_000):
        sent = Client().post("/v/", {"file": pdf(4_000_000)})
    assert (sent.status_code, "На сервере сейчас нет места" in sent.content.decode()) == (507, True)
    assert lying_in(files) == []


def test_how_much_one_application_takes(desk):
    adopt_limits(of_one_application=3, megabytes_of_one_application=1)
    proposal = desk.begin()

    def attach(size: int, name: str) -> str:
        return applications.attach(proposal, pdf(size, name), by=desk.chairwoman)

    assert [attach(300_000, f"{n}.pdf") for n in (1, 2)] == ["", ""]
    assert "все файлы заявки вместе — не больше 1 МБ" in attach(600_000, "3.pdf")
    assert attach(500_000, "2.pdf") == ""  # takes the place of the earlier one
    assert attach(1_000, "3.pdf") == ""
    assert "к заявке уже приложено файлов — 3, больше нельзя" in attach(1_000, "4.pdf")
    assert proposal.attachments.filter(removed_at=None).count() == 3


def test_how_much_one_person_hands_in_within_a_day(desk):
    adopt_limits(megabytes_of_one_person_a_day=1)
    first, second = desk.begin(), desk.begin("Двор со скамейками")
    assert applications.attach(first, pdf(600_000), by=desk.chairwoman) == ""
    applications.detach(first.attachments.get(), by=desk.chairwoman)  # its bytes still lie there
    assert "за сутки один человек передаёт не больше 1 МБ" in applications.attach(
        second, pdf(600_000, "2.pdf"), by=desk.chairwoman
    )
    assert second.attachments.count() == 0


def test_what_a_machine_that_went_down_has_left_is_collected(files):
    kept = uploads.store(pdf(1_000))
    folder = uploads.path_of(kept).parent
    (folder / ".new-left").write_bytes(b"half")
    (folder / ".new-written").write_bytes(b"half")
    two_hours_ago = time.time() - 2 * archive.AN_HOUR
    os.utime(folder / ".new-left", (two_hours_ago, two_hours_ago))
    verify_archive(timestamp=0)
    assert sorted(path.name for path in lying_in(files)) == sorted([".new-written", kept])
