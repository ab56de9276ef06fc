"""Making papers: what a PDF must be, what happens when it cannot be made, and that there is only ever one."""

import os
import re
import stat
import subprocess
import sys
import threading
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.db import DatabaseError, connection, transaction
from django.template import engines
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from casework.models import Notification
from casework.queue import run_pending
from documents import archive, inspection, layout, press, seal, seal_place, snapshots, tasks, typography
from documents.custody import keepers
from documents.models import Document, DocumentFile
from tests.documents.conftest import NOTICE, broken_invariants, issue, made
from tests.paper import pages_of, words_of

pytestmark = pytest.mark.django_db
BODY = "<html lang='ru'><title>Проба</title><body>{}"


def bytes_of(document: Document, role: str = "original") -> bytes:
    file = document.file(role)
    assert file is not None
    return archive.read(file.sha256, file.suffix)


def test_a_paper_without_signatories_goes_straight_into_the_register() -> None:
    document = made()
    assert document.status == Document.Status.REGISTERED
    assert document.registered_at is not None
    assert broken_invariants() == []


def test_the_original_is_pdf_a_with_the_snapshot_inside_under_one_seal_over_all_bytes() -> None:
    document = made(snapshot={"lead": "Заявка зарегистрирована.", "addressee": ["ТОС «Утёс»"]})
    pdf = bytes_of(document)
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert inspection.identification(opened) == ("3", "A")
        assert inspection.title(opened).startswith(f"Уведомление № {document.number}")
        assert str(opened.Root.Lang) == "ru"
        assert bool(opened.Root.MarkInfo.Marked)
        assert inspection.attachment(opened) == snapshots.canonical(document.snapshot)
        assert opened.pdf_version == "1.7"
        assert "/Version" not in opened.Root
    assert inspection.look_at_seal(pdf) == inspection.Seal(count=1, is_valid=True, covers_all=True)


def test_the_text_can_be_searched_and_copied() -> None:
    document = made(snapshot={"lead": "Съешь ещё этих мягких французских булок — 1 250 000 ₽."})
    text = words_of(bytes_of(document))
    assert "Съешь ещё этих мягких французских булок" in text.replace("-\n", "")
    assert document.number in text
    assert document.code_written in text


def test_appended_or_changed_bytes_break_the_seal() -> None:
    pdf = bytes_of(made())
    assert not inspection.look_at_seal(pdf + b"\n% more\n").covers_all
    spot = pdf.index(b"/Title") if b"/Title" in pdf else len(pdf) // 3
    changed = pdf[:spot] + bytes([pdf[spot] ^ 1]) + pdf[spot + 1 :]
    try:
        assert not inspection.look_at_seal(changed).is_valid
    except Exception as error:  # a damaged PDF may not even open
        assert not isinstance(error, AssertionError)


def test_no_byte_of_the_gap_of_the_seal_may_differ() -> None:
    """What the seal does not cover is its own value: brackets, signature, zeros. A flip of any of its bytes is seen."""
    pdf = bytes_of(made())
    start, end = gap_of(pdf)
    assert inspection.look_at_seal(pdf).covers_all
    header, footer = range(start, start + 400, 9), range(end - 4, end)
    unseen = []
    for place in (*header, *range(start + 400, end, 331), *footer):
        for bit in (0x01, 0x20):
            changed = pdf[:place] + bytes([pdf[place] ^ bit]) + pdf[place + 1 :]
            if is_whole(changed):
                unseen.append((place - start, bit))
    assert unseen == []


def gap_of(pdf: bytes) -> tuple[int, int]:
    """Where the value of the seal begins and ends."""
    found = re.search(rb"/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+\d+\s*\]", pdf)
    assert found is not None
    return int(found[1]), int(found[2])


def is_whole(pdf: bytes) -> bool:
    """Does the seal cover these bytes? A file that does not even open is not whole."""
    try:
        mark = inspection.look_at_seal(pdf)
    except Exception as error:
        assert not isinstance(error, AssertionError)
        return False
    return mark.is_valid and mark.covers_all


def test_a_reader_that_knows_nothing_of_us_finds_the_seal_valid() -> None:
    pdf = bytes_of(made())
    assert validated(pdf) == (True, SignatureCoverageLevel.ENTIRE_FILE)
    [signature] = PdfFileReader(BytesIO(pdf)).embedded_signatures
    assert signature.field_name == "Seal"
    assert {name: str(signature.sig_object[f"/{name}"]) for name in seal.words()} == seal.words()


def validated(pdf: bytes) -> tuple[bool, SignatureCoverageLevel]:
    """What pyHanko says, which validates by the standard and has no part in the sealing: is it valid, how much does it cover."""
    [signature] = PdfFileReader(BytesIO(pdf)).embedded_signatures
    trust = ValidationContext(trust_roots=[seal.certificate()], allow_fetching=False)
    status = validate_pdf_signature(signature, trust)
    return status.bottom_line, status.coverage


def test_a_seal_of_somebody_else_is_not_ours(settings: Any, tmp_path: Path) -> None:
    """The same bytes sealed by another installation, with a key of its own."""
    document = issue()
    html, epoch, data = layout.html_of(document), layout.epoch_of(document), snapshots.canonical(document.snapshot)
    pdf = press.press(html, epoch, data)
    ours = seal.seal(pdf)
    settings.KEYS_DIR = tmp_path / "keys"
    forget_the_key()
    theirs = seal.seal(pdf)
    assert [inspection.look_at_seal(sealed).is_valid for sealed in (ours, theirs)] == [False, True]
    forget_the_key()


def forget_the_key() -> None:
    seal._certificate.cache_clear()
    seal._shape.cache_clear()
    seal._key.cache_clear()


def test_only_a_paper_with_a_place_is_sealed() -> None:
    sealed = bytes_of(made())
    for pdf in (b"%PDF-1.7\n", sealed):
        with pytest.raises(seal_place.NoPlace):
            seal.seal(pdf)


def test_the_same_paper_gives_the_same_bytes_before_the_seal() -> None:
    document = issue()
    html, epoch, data = layout.html_of(document), layout.epoch_of(document), snapshots.canonical(document.snapshot)
    assert press.press(html, epoch, data) == press.press(html, epoch, data)


def test_frozen_files_are_read_only_and_their_rows_too() -> None:
    document = made()
    original = document.original
    assert original is not None
    mode = stat.S_IMODE(archive.path_of(original.sha256, "pdf").stat().st_mode)
    assert mode & 0o222 == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        DocumentFile.objects.filter(pk=original.pk).update(sha256="0" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        original.delete()


def test_damage_on_the_disk_is_found() -> None:
    document = made()
    assert keepers.damaged() == []
    path = archive.path_of(document.sha256, "pdf")
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b" ")
    assert [file.sha256 for file in keepers.damaged()] == [document.sha256]


def test_the_key_of_the_seal_is_private_and_marked_as_a_test() -> None:
    made()
    from django.conf import settings

    key = Path(settings.KEYS_DIR) / "seal.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert "ТЕСТ" in seal.certificate().subject.human_friendly


@pytest.fixture
def moody(settings: Any, tmp_path: Path) -> Path:
    """A template that includes what is not there yet."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "moody.html").write_text(
        '{% extends "documents/pdf/base.html" %}{% block text %}{% include part %}{% endblock %}'
    )
    engine = dict(settings.TEMPLATES[0])
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], folder]}]
    return folder


def test_a_failure_loses_nothing_and_the_secretariat_says_again(moody: Path, person: Any, client: Any) -> None:
    secretary, stranger = person("Кузнецова", "platform_secretary"), person()
    document = issue(template="moody.html", snapshot={"part": "part.html"})
    for _ in range(tasks.ATTEMPTS):
        with pytest.raises(Exception, match=r"part\.html"):
            tasks.render(document_id=document.pk)
    failed = Document.objects.failed().get()
    assert (failed.number, failed.attempts, len(failed.error)) == (document.number, tasks.ATTEMPTS, 12)
    assert Notification.objects.filter(person=secretary, title="Документ не сформирован").count() == 1
    again = f"/documents/{document.pk}/again/"
    client.force_login(stranger)
    assert client.get("/documents/failed/").status_code == client.post(again).status_code == 404
    (moody / "part.html").write_text("<p>Готово.</p>")
    for loader in engines["django"].engine.template_loaders:
        loader.reset()  # templates are loaded once; the worker has been restarted, so to say
    client.force_login(secretary)
    assert failed.error in client.get("/documents/failed/").content.decode()
    assert client.post(again).status_code == client.post(again).status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")
    run_pending()
    assert Document.objects.get(pk=document.pk).status == Document.Status.REGISTERED
    assert broken_invariants() == []


def test_rendering_twice_makes_one_original() -> None:
    document = made()
    tasks.render(document_id=document.pk)
    assert DocumentFile.objects.filter(document=document, role="original").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_one_original() -> None:
    document = issue()

    def worker() -> None:
        try:
            tasks.render(document_id=document.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert DocumentFile.objects.filter(document=document, role="original").count() == 1
    assert Document.objects.get(pk=document.pk).status == Document.Status.REGISTERED
    assert broken_invariants() == []


def test_a_paper_may_not_fetch_anything() -> None:
    with_secret = BODY.format("<img src='file:///etc/passwd' alt='нет'><p>текст")
    assert "root" not in words_of(press.press(with_secret, 1))


def test_a_bomb_ends_its_child_and_nothing_else() -> None:
    with pytest.raises(press.PressError):
        press.press(BODY.format("<p>слово слово</p>" * 400_000), 1, seconds=2)
    assert press.press(BODY.format("<p>Жив"), 1).startswith(b"%PDF")


def test_a_dead_press_is_started_again() -> None:
    press.press(BODY.format("раз"), 1)
    process = press._press.process
    assert process is not None
    process.kill()
    process.wait()
    assert press.press(BODY.format("два"), 1).startswith(b"%PDF")


def test_long_tables_repeat_their_head_and_pages_are_numbered_from_the_second() -> None:
    rows = [{"field": f"Раздел {n}", "text": "Исправьте расчёт и приложите подтверждение. " * 3} for n in range(40)]
    document = made(snapshot={"lead": "Замечания.", "remarks": rows})
    pages = pages_of(bytes_of(document))
    assert len(pages) > 2
    assert all("Что исправить" in page for page in pages[:-1])
    assert "2" in pages[1].split()


def test_typography_binds_what_must_stay_together() -> None:
    nbsp = typography.NBSP
    line = "по ст. 10 и № 5 от 23 ноября 2026 г. А. П. Иванова, 5 тыс. руб. в г. Красноярск"
    bound = typography.bind_html(f"<p title='и № 5'>{line}</p>")
    assert bound.startswith("<p title='и № 5'>")
    for together in ("ст._10", "№_5", "23_ноября_2026_г.", "А._П._Иванова", "5_тыс._руб.", "г._Красноярск"):
        assert together.replace("_", nbsp) in bound


def test_web_processes_do_not_load_the_libraries_of_paper() -> None:
    code = (
        "import django, sys; django.setup(); from django.core.management import call_command; call_command('check');"
        "import config.urls; print([name for name in ('weasyprint', 'pyhanko', 'pikepdf') if name in sys.modules])"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_one_long_word_does_not_keep_a_paper_from_being_made() -> None:
    html = layout.page(NOTICE["template"], issue(snapshot={"lead": "х" * 2000}).snapshot)
    assert press.press(html, 1, b"{}", seconds=5).startswith(b"%PDF")
    pages = pypdfium2.PdfDocument(press.press(html, 1, b"{}"))
    shown = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert shown.count("х") >= 2000  # nothing runs out over the edge of the page


def test_the_fullest_notice_is_made_well_within_the_limit() -> None:
    text = "Исправьте расчёт и приложите подтверждение. " * 44 + "ю" * 60
    remarks = [{"field": "х" * 64, "text": text} for _ in range(16)]
    html = layout.page(NOTICE["template"], issue(snapshot={"lead": "х" * 2000, "remarks": remarks}).snapshot)
    assert "long" in html.partition('<body class="')[2][:6]
    assert press.press(html, 1, b"{}", seconds=press.CPU_SECONDS // 2).startswith(b"%PDF")


def test_what_xml_cannot_hold_is_left_out_of_the_paper_and_stays_in_the_facts() -> None:
    document = issue(title="Двор\x0bбез ступеней\x1f", snapshot={"lead": "До\x0bпосле"})
    run_pending()
    document = Document.objects.get(pk=document.pk)
    assert (document.status, document.snapshot["lead"]) == (Document.Status.REGISTERED, "До\x0bпосле")
    with pikepdf.open(BytesIO(bytes_of(document))) as opened:
        assert "Двор без ступеней" in inspection.title(opened)


def test_a_long_word_may_be_broken_and_an_entity_may_not() -> None:
    assert typography.bind("а" * 64) == "а" * 64
    broken = typography.bind("а" * 62 + "&quot;" + "б" * 10)
    assert broken.replace(typography.BREAK, "") == "а" * 62 + "&quot;" + "б" * 10
    assert [len(piece) for piece in broken.split(typography.BREAK)] == [16, 16, 16, 14 + 6 + 1, 9]
