"""A blind case: the office prepares what experts read, its files say nothing of their author, nothing names the applicant to an expert."""

import io
import re
import zipfile
from copy import deepcopy
from typing import Any
from uuid import uuid4

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from casework.models import Notification
from casework.queue import run_pending
from documents import files
from expertise.blinding.models import BlindCopy, BlindFile
from expertise.blinding.sql import BLIND
from expertise.distribution.gathering import waiting_cases
from expertise.expertises import actions as expertises
from expertise.expertises.kinds import Blind
from expertise.models import Distribution, Expert, ExpertAssignment, Expertise, Pairing
from journal.models import Entry
from journal.record import key
from programme.models import Regulation
from programme.periods import today
from programme.regulations import rulebook
from tests.expertise.conftest import City, fresh, make_organization
from tests.expertise.scoring.test_assessment import again as fresh_case
from tests.expertise.scoring.test_assessment import enter, gather
from tests.promises import offenders_of
from tests.story import press, settle

SECRET = "Утёс"
HIDDEN = re.compile(r"Ут[её]с|Скальн|utes@", re.IGNORECASE)


def pdf_with_author() -> bytes:
    """One page, with everything a PDF says of its author."""
    out = io.BytesIO()
    with pikepdf.new() as paper:
        page = paper.add_blank_page()
        page.Annots = paper.make_indirect(
            pikepdf.Array(
                [
                    pikepdf.Dictionary(
                        Type=pikepdf.Name.Annot,
                        Subtype=pikepdf.Name.Text,
                        Rect=[0, 0, 9, 9],
                        T=SECRET,
                        Contents="Замечание",
                    )
                ]
            )
        )
        paper.docinfo["/Author"] = f"ТОС {SECRET}"
        with paper.open_metadata() as metadata:
            metadata["dc:creator"] = [f"ТОС {SECRET}"]
        paper.attachments["from.txt"] = pikepdf.AttachedFileSpec(paper, SECRET.encode(), filename=f"{SECRET}.txt")
        paper.save(out)
    return out.getvalue()


def docx_with_author() -> bytes:
    """The smallest Word document, with an author, a tracked change and a comment."""
    out = io.BytesIO()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(
            "[Content_Types].xml", f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
        )
        packed.writestr(
            "docProps/core.xml", f"<cp:coreProperties><dc:creator>{SECRET}</dc:creator></cp:coreProperties>"
        )
        packed.writestr("docProps/app.xml", f"<Properties><Company>{SECRET}</Company></Properties>")
        packed.writestr(
            "word/document.xml", f'<w:document><w:ins w:author="{SECRET}" w:id="1">План на год</w:ins></w:document>'
        )
        packed.writestr(
            "word/comments.xml",
            f'<w:comments><w:comment w:author="{SECRET}" w:initials="У">Проверить</w:comment></w:comments>',
        )
        packed.writestr("word/people.xml", f'<w15:people><w15:person w15:author="{SECRET}"/></w15:people>')
        packed.writestr("xl/comments1.xml", f"<comments><authors><author>{SECRET}</author></authors></comments>")
    return out.getvalue()


def words_in(data: bytes) -> str:
    """Everything a file says, unpacked."""
    if not data.startswith(b"PK"):
        with pikepdf.open(io.BytesIO(data)) as paper:
            streams = [bytes(one.read_bytes()) for one in paper.objects if isinstance(one, pikepdf.Stream)]
            return "\n".join(
                [
                    *(repr(one) for one in paper.objects),
                    repr(paper.trailer),
                    *(one.decode("utf-8", "replace") for one in streams),
                ]
            )
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return "\n".join(packed.read(name).decode() for name in packed.namelist())


def hide_entrants() -> None:
    """From now on the rules hide who has entered."""
    old = Regulation.in_force()
    data = deepcopy(old.data)
    data["expertise"]["blind"]["entry"] = True
    assert rulebook.faults(data) == []
    Regulation.objects.create(
        code=old.code,
        version=old.version + 1,
        title=old.title,
        valid_from=today(),
        data=data,
        fingerprint=rulebook.fingerprint(data),
    )


@pytest.fixture
def blind_city(city: City) -> City:
    """A city whose rules hide who has entered."""
    hide_entrants()
    city.head.last_name = "Скальный"
    city.head.save(update_fields=["last_name"])
    attached = []
    for name, content in (
        ("Устав ТОС Утёс.pdf", pdf_with_author()),
        ("План Утёса.docx", docx_with_author()),
        ("Личное.pdf", pdf_with_author()),
    ):
        attached.append({**files.take(SimpleUploadedFile(name, content)), "url": "/attachments/1/"})
    text = "ТОС «Утёс» и О. Скальный чинят лыжню; с Утёсом спорят. utes@mail.ru"
    city.materials = city._materials(
        applicant={"name": city.applicant.full_name},
        sections=[{"title": "Суть", "rows": [["Что сделано", text]]}],
        attachments=attached,
    )
    return city


def as_person(person: Any) -> Client:
    client = Client()
    client.force_login(fresh(person))
    return client


def said_to(person: Any, urls: list[str]) -> str:
    """Everything the person gets at these addresses."""
    client = as_person(person)
    text = []
    for url in urls:
        answer = client.get(url)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        is_file = content.startswith((b"%PDF", b"PK"))
        text.append(f"{url} {answer.headers} {words_in(content) if is_file else content.decode()}")
    return "\n".join(text)


def test_nothing_names_the_applicant_to_an_expert_until_the_assessment_is_over(
    blind_city: City, mailoutbox: Any
) -> None:
    city = blind_city
    city.register(professional=5)
    expertise = enter(city, title="Лыжня Утёса")
    assert (expertise.full_title, city.nodes(expertise)) == ("Лыжня Утёса", ["blind"])
    assert not waiting_cases().exists(), "nobody is distributed before there is something to read"

    step, office = city.the(expertise, "blind"), as_person(city.coordinator)
    page = office.get(step.get_absolute_url()).content.decode()
    assert "[скрыто] и [скрыто] чинят лыжню; с [скрыто] спорят. [скрыто]" in page.replace(
        "«[скрыто]»", "[скрыто]"
    ).replace("ТОС ", "")
    sent = {
        "text_0_0": "Соседи чинят лыжню.", "file_1": "clean", "file_2": "clean", "file_3": "instead", "is_checked": "on",
        "_token": str(uuid4()), "_version": "0",
    }  # fmt: skip
    wrong = office.post(step.get_absolute_url(), {**sent, "is_checked": ""})
    assert wrong.status_code == 422 and "Приложите файл или выберите другое." in wrong.content.decode()
    broken = SimpleUploadedFile("x.pdf", b"%PDF-1.7 nothing %%EOF")
    refused = office.post(step.get_absolute_url(), {**sent, "_version": "1", "instead_3": broken})
    assert refused.status_code == 422 and "не удалось очистить" in refused.content.decode()
    done = office.post(
        step.get_absolute_url(),
        {
            **sent,
            "_token": str(uuid4()),
            "_version": "1",
            "instead_3": SimpleUploadedFile("Утёс.docx", docx_with_author()),
        },
    )
    assert done.status_code == 302 and city.nodes(expertise) == ["form_group"]
    names = list(BlindFile.objects.values_list("name", flat=True))
    assert names == ["Приложение 1.pdf", "Приложение 2.docx", "Приложение 3.docx"]
    for row in BlindFile.objects.all():
        clean = words_in(row.path.read_bytes())
        assert not HIDDEN.search(clean), row
    assert "Замечание" in words_in(BlindFile.objects.all()[0].path.read_bytes()), "what is no author stays"
    assert "План на год" in words_in(BlindFile.objects.all()[1].path.read_bytes())

    first, *others = gather(city, expertise)
    expert, case = first.expert.person, expertise.get_absolute_url()
    city.open_materials(first)
    task = city.of(expertise, "score", first).get_absolute_url()
    copies = [row.get_absolute_url() for row in BlindFile.objects.all()]
    urls = [
        case,
        task,
        "/expert/",
        "/inbox/",
        "/notifications/",
        "/deadlines/",
        f"/expertise{task}sheet.xlsx",
        *copies,
    ]
    read = said_to(expert, urls)
    assert "Соседи чинят лыжню." in read and "Приложение 1.pdf" in read
    assert not HIDDEN.search(read), read[max(0, HIDDEN.search(read).start() - 200) : HIDDEN.search(read).end() + 100]
    assert case not in as_person(expert).get("/search/?q=Лыжня Утёса").content.decode(), (
        "the search knows no true title"
    )
    asked = [row for row in others if row.status == "accepted"]
    assert as_person(asked[0].expert.person).get(copies[0]).status_code == 404, (
        "who has not opened the materials reads nothing"
    )
    assert as_person(expert).get(f"/expertise/{expertise.pk}/blind/").status_code == 404
    assert as_person(expert).get(city.materials.get_absolute_url()).status_code == 404
    run_pending()
    told = [
        f"{row.title} {row.text}"
        for row in Notification.objects.filter(person__in=[row.expert.person for row in (first, *others)])
    ]
    told += [f"{letter.subject} {letter.body}" for letter in mailoutbox if expert.email in letter.to]
    assert told and not HIDDEN.search("\n".join(told))

    address = f"/expertise/{expertise.pk}/blind/"
    assert (
        "Исправить обезличенные" in office.get(case).content.decode()
        and "Лыжня Утёса" in office.get(case).content.decode()
    )
    again = {**sent, "text_0_0": "Соседи.", "file_3": "hide"}
    assert office.post(address, {**again, "is_checked": "", "_token": str(uuid4())}).status_code == 422
    assert office.post(address, {**again, "_token": str(uuid4())}).status_code == 302
    assert BlindCopy.objects.count() == 2 and as_person(expert).get(copies[0]).status_code == 404, (
        "an old edition is gone"
    )
    assert "Соседи чинят" not in said_to(expert, [task])

    city.score(first, 7)
    for assignment in others:
        city.assess(assignment, 7)
    city.take(first)
    assert Expertise.objects.get(pk=expertise.pk).is_over
    after = said_to(expert, [case, "/expert/"])
    assert "Лыжня Утёса" in after and city.applicant.full_name in after
    assert office.get(address).status_code == 404, "nobody reads it any more"


def test_a_blind_case_stays_blind_when_it_is_repeated(blind_city: City) -> None:
    first = enter(blind_city, title="Лыжня Утёса")
    again = expertises.repeat(first, by=blind_city.coordinator)
    assert (again.blind_until, again.true_title, again.purpose) == ("over", "Лыжня Утёса", first.purpose)
    assert not HIDDEN.search(str(again)) and blind_city.nodes(again) == ["blind"]


COPIED = {"text_0_0": "Соседи чинят лыжню.", "file_1": "clean", "file_2": "clean", "file_3": "hide", "is_checked": "on"}


def test_nobody_is_asked_before_the_copy_and_a_kind_of_contests_says_itself_who_is_hidden(blind_city: City) -> None:
    city = blind_city
    expert = city.expert("professional", home=make_organization("Институт лыж"))
    hidden, known = enter(city, blind="sheet"), enter(city, title="Другая", version_hash="c" * 64, blind="never")
    assert (hidden.blind_until, known.blind_until, known.object_title) == ("sheet", "", "Другая")
    assert (city.nodes(hidden), city.nodes(known)) == (["blind"], ["form_group"])
    asked = {"expertise": hidden, "expert": expert, "proposed_at": timezone.now()}
    with pytest.raises(DatabaseError, match="once its materials have no names"), transaction.atomic():
        ExpertAssignment.objects.create(**asked)
    assert offenders_of(BLIND) == {}
    with connection.cursor() as cursor:  # somebody writes past the triggers
        cursor.execute("SET LOCAL session_replication_role = replica")
        ExpertAssignment.objects.create(**asked)
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert offenders_of(BLIND).keys() == {"I-4"}


def test_the_words_of_a_distribution_name_no_applicant_to_an_expert(blind_city: City, mailoutbox: Any) -> None:
    city = blind_city
    city.register(professional=6)
    expertise = enter(city, title="Лыжня Утёса")
    city.do(expertise, "blind", **COPIED)
    press(city.coordinator, "/experts/distribution/new/", cases=[expertise.pk])
    settle()
    row = Distribution.objects.get()
    pairings = list(Pairing.objects.filter(distribution=row))
    kept = f"{row.result} {row.seed} {[(one.facts, one.words) for one in pairings]}"
    assert len(pairings) > 3 and not HIDDEN.search(kept), "likeness and explanations are of the text without names"
    press(city.coordinator, f"{row.get_absolute_url()}send/")
    settle()
    chosen = city.assignments(expertise, "proposed")
    assert len(chosen) == 3
    for one in chosen:
        person, task = one.expert.person, city.of(expertise, "declare", one).get_absolute_url()
        read = said_to(
            person, [task, "/expert/", "/inbox/", "/notifications/", "/deadlines/", expertise.get_absolute_url()]
        )
        letters = "\n".join(f"{mail.subject} {mail.body}" for mail in mailoutbox if person.email in mail.to)
        assert "Обезличенная заявка" in read and letters and not HIDDEN.search(read + letters)
        assert as_person(person).get(row.get_absolute_url()).status_code == 404
    said = " ".join(f"{entry.title} {entry.ground} {entry.payload}" for entry in Entry.objects.filter(subject=key(row)))
    assert said and not HIDDEN.search(said)
    names = " ".join(BlindFile.objects.values_list("name", flat=True))
    assert names == "Приложение 1.pdf Приложение 2.docx"


def names(person: Any, expertise: Expertise, mailoutbox: Any) -> bool:
    """Does anything the person can read of the case name its applicant? The case page says when it will be so."""
    case = expertise.get_absolute_url()
    file = f"{case}files/1/1/"
    read = said_to(person, [case, file, "/expert/", "/inbox/", "/notifications/", "/deadlines/", "/search/?q=Лыжня"])
    read += "\n".join(f"{mail.subject} {mail.body}" for mail in mailoutbox if person.email in mail.to)
    assert read
    return HIDDEN.search(read) is not None


def test_the_applicant_is_named_at_the_moment_the_rules_say_and_not_before(blind_city: City, mailoutbox: Any) -> None:
    city = blind_city
    city.register(professional=9)
    expertise = enter(city, title="Лыжня Утёса", blind="sheets")
    city.do(expertise, "blind", **COPIED)
    asked = city.form(expertise)
    declaring = said_to(asked[0].expert.person, [city.of(expertise, "declare", asked[0]).get_absolute_url()])
    assert "откроется, когда приняты все листы" in declaring and not HIDDEN.search(declaring)
    for row in asked:
        city.accept(row)
    first, *others = asked
    office = as_person(city.coordinator).get(expertise.get_absolute_url()).content.decode()
    assert "не знают заявителя: он им откроется, когда приняты все листы" in office
    city.assess(first, 9)
    assert not names(first.expert.person, expertise, mailoutbox), "one's own sheet is not all of them"
    for row in others:
        city.assess(row, 2)
    expertise = fresh_case(expertise)
    assert expertise.status == "deviation" and not expertise.is_over
    assert names(first.expert.person, expertise, mailoutbox), "all that were asked for are in"
    stranger = next(row for row in Expert.objects.order_by("pk") if row.pk not in {one.expert_id for one in asked})
    city.do(expertise, "appoint_additional", expert=str(stranger.pk))
    late = city.assignments(expertise, "proposed")[0]
    assert not names(stranger.person, expertise, mailoutbox)
    city.accept(late)
    city.open_materials(late)
    assert not names(stranger.person, expertise, mailoutbox), (
        "whoever is asked later knows as little as the others knew"
    )
    city.score(late, 5)
    assert not names(stranger.person, expertise, mailoutbox)
    city.take(late)
    expertise = fresh_case(expertise)
    assert expertise.is_over and names(stranger.person, expertise, mailoutbox)

    other = enter(city, title="Дом Утёса", version_hash="e" * 64, blind="always", series="contest:2")
    city.do(other, "blind", **COPIED)
    mailoutbox.clear()
    Notification.objects.all().delete()
    group = gather(city, other)
    for row in group:
        city.assess(row, 7)
    other = fresh_case(other)
    expert, case = group[0].expert.person, other.get_absolute_url()
    assert other.is_over
    read = said_to(expert, [case, f"{case}files/1/1/", "/search/?q=Дом"])
    assert "не откроется и после оценки" in read and not HIDDEN.search(read)
    assert HIDDEN.search(said_to(city.coordinator, [case])), "the office knows"
    kept = {until: Expertise(blind_until=until, status="evaluating").hides_applicant("final") for until in Blind.values}
    assert kept == {"sheet": False, "sheets": True, "over": True, "always": True}
