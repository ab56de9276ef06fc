"""Who an expert is stays inside unless they agree: in numbers, signatures, files, pages; and again when they change their mind."""

import hashlib
import io
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from casework.queue import run_pending
from documents import archive
from documents.models import Document, DocumentFile, NamedPerson
from expertise.models import ExpertAssignment, Expertise
from expertise.panels import selection
from journal.models import Entry
from journal.record import key
from programme.consents import actions as consents
from programme.models import Consent, Person
from tests.expertise.conclusions.test_conclude import TEXTS, scored, signed
from tests.expertise.conftest import City, fresh

pytestmark = pytest.mark.usefixtures("whole_queue")  # copies with marks are read here


def of(expertise: Expertise) -> Expertise:
    return Expertise.objects.select_related("conclusion", "leading__expert__person").get(pk=expertise.pk)


def agree(person: Person) -> None:
    consents.give_consent(by=fresh(person), purpose=Consent.Purpose.DISSEMINATION)


def led_by(city: City, expertise: Expertise, leading: ExpertAssignment) -> None:
    """The meeting and the conclusion, with the leading expert named by the coordinator."""
    from django.utils import timezone

    city.do(expertise, "convene", held_on=f"{timezone.localdate():%Y-%m-%d}", place="14:00, зал 2")
    present = [str(row.pk) for row in city.assignments(expertise, "final")]
    few = {"present": present, "proceedings": "Согласились."}
    form = city.send(city.open(expertise, "consolidate")[0], city.coordinator, **few)
    assert form.errors == {"leading": ["Выберите ведущего эксперта."]}  # nobody is proposed
    city.do(expertise, "consolidate", leading=str(leading.pk), **few)
    city.do(expertise, "draft_conclusion", **TEXTS)
    city.do(expertise, "object", by=city.head, answer="agree")
    city.do(expertise, "approve", by=leading.expert.person, verdict="approve")
    signed(expertise)


def words_of(file: DocumentFile) -> str:
    """Everything a frozen file says: text, attachment, metadata."""
    content = archive.read(file.sha256, file.suffix)
    if file.suffix == "json":
        return content.decode()
    text = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]
    with pikepdf.open(io.BytesIO(content)) as paper:
        text += [one.get_file().read_bytes().decode() for one in paper.attachments.values()]
        text += [str(paper.docinfo), str(paper.open_metadata())]
    return "\n".join(text).replace("\xa0", " ")


def shown_to(person: Person | None, *urls: str) -> str:
    """What pages and files say to somebody, with the names of the files."""
    client, told = Client(), []
    if person:
        client.force_login(fresh(person))
    for url in urls:
        answer = client.get(url)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        told.append(f"{url} {answer.status_code} {answer.headers} {content.decode('utf-8', 'replace')}")
    return "\n".join(told).replace("\xa0", " ")


def pages(expertise: Expertise) -> list[str]:
    paper = expertise.conclusion
    return [
        paper.get_absolute_url(),
        paper.check_path,
        expertise.get_absolute_url(),
        "/documents/",
        f"/v/?q={paper.number}",
    ]


def test_numbers_are_drawn_by_a_lot_anybody_can_draw_again(city: City) -> None:
    city.register()
    expertise = city.request()
    city.start(expertise)
    asked = city.form(expertise)
    for row in reversed(asked[1:]):
        city.accept(row)
    assert [row.number for row in city.assignments(expertise)] == [None] * 4
    city.accept(asked[0])
    rows = city.assignments(expertise, "accepted")
    lot = Entry.objects.get(subject=key(expertise), verb="draw_numbers").payload
    people = ",".join(str(pk) for pk in sorted(row.expert_id for row in rows))
    seed = hashlib.sha256(f"{of(expertise).number}:{people}".encode()).hexdigest()
    by_ticket = sorted(rows, key=lambda row: hashlib.sha256(f"{seed}:{row.expert_id}".encode()).hexdigest())
    assert lot == {"seed": seed, "order": [row.pk for row in by_ticket]}
    assert [row.number for row in by_ticket] == [1, 2, 3, 4]
    assert selection.numbers_of(of(expertise), rows[::-1])[1] == by_ticket
    with pytest.raises(DatabaseError), transaction.atomic():
        ExpertAssignment.objects.filter(pk=rows[0].pk).update(number=9)


def test_nobody_who_has_not_agreed_is_named_on_anything_public(city: City) -> None:
    expertise = scored(city)
    finals = city.assignments(expertise, "final")
    leading = next(row for row in finals if row.expert.track == "professional")
    named = next(row for row in finals if row != leading)
    agree(named.expert.person)
    led_by(city, expertise, leading)
    expertise = of(expertise)
    paper = expertise.conclusion
    files = {file.role: words_of(file) for file in paper.files.all()}
    assert set(files) == {"original", "rendition", "snapshot"}
    public = shown_to(None, *pages(expertise)) + shown_to(city.head, *pages(expertise)) + "".join(files.values())
    hidden = [row.expert.person for row in finals if row != named]
    told = [
        word for person in hidden for word in (person.last_name, f"№ {person.pk}\n", person.email) if word in public
    ]
    assert told == []
    assert named.expert.person.get_full_name() in files["original"]
    pseudonym = expertise.leading.pseudonym
    assert [request.name for request in paper.signature_requests.order_by("pk")] == [
        city.coordinator.short_name, pseudonym,
    ]  # fmt: skip
    assert f"Владелец: {pseudonym}" in files["rendition"]
    assert pseudonym in shown_to(None, paper.check_path)
    assert paper.signature_requests.get(name=pseudonym).signature.request.person == leading.expert.person  # kept inside


def test_whoever_takes_the_consent_back_is_a_number_from_then_on(city: City) -> None:
    expertise = scored(city)
    leading = next(row for row in city.assignments(expertise, "final") if row.expert.track == "professional")
    person = leading.expert.person
    agree(person)
    led_by(city, expertise, leading)
    paper = of(expertise).conclusion
    frozen = [f"{paper.get_absolute_url()}{role}/" for role in ("original", "rendition", "snapshot")]
    assert person.last_name in shown_to(None, paper.check_path)
    before = {file.role: file.sha256 for file in paper.files.all()}
    consents.withdraw_consent(by=fresh(person), purpose=Consent.Purpose.DISSEMINATION)
    assert person.last_name not in shown_to(None, *pages(of(expertise)), *frozen, f"{paper.get_absolute_url()}public/")
    assert "копия" in shown_to(None, paper.check_path).lower()
    run_pending()
    copy = Document.objects.get(pk=paper.pk).public_copy
    assert person.last_name not in words_of(copy)
    assert of(expertise).leading.pseudonym in words_of(copy) and before["original"] in words_of(copy).replace(" ", "")
    public = shown_to(None, *pages(of(expertise)), *frozen, f"{paper.get_absolute_url()}public/")
    assert person.last_name not in public and public.count(" 404 ") == 3
    assert before == {file.role: file.sha256 for file in paper.files.exclude(role="public")}
    codes = [
        url.split()[1] for url in shown_to(city.coordinator, *frozen).splitlines() if url.startswith("/documents/")
    ]
    assert codes == ["200"] * 3  # whoever reads by right still has what was signed
    agree(person)
    assert person.last_name not in shown_to(None, *pages(of(expertise))[:2])  # a new consent is for papers to come


def test_pseudonyms_are_final(city: City) -> None:
    expertise = scored(city)
    leading = next(row for row in city.assignments(expertise, "final") if row.expert.track == "professional")
    led_by(city, expertise, leading)
    harms: list[dict[str, Any]] = [{"pseudonym": "другой"}, {"hidden_at": None}, {"words": ["имя"]}]
    for harm in harms:
        with pytest.raises(DatabaseError), transaction.atomic():
            NamedPerson.objects.update(**harm)
