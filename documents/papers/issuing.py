"""Giving a paper its number.

A number belongs to the caller's transaction: roll back and nobody will ever know it was taken. The bytes come later,
from a worker (`documents.tasks`), so a failed render never loses a decision.
"""

from collections.abc import Iterable
from datetime import date as Date
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import transaction
from django.utils import timezone

from casework import installation, workdays
from casework.door import Refused
from casework.later import later
from casework.workdays import Term
from documents import codes, snapshots, templates
from documents.evidence import facts
from documents.naming.models import NamedPerson
from documents.papers.models import Document
from documents.registers import kinds
from documents.registers.kinds import Register
from documents.signatures.models import SignatureRequest
from journal.record import move, record

# The person, in what role, in which turn; and, if they sign for somebody, the capacity key they must hold at the click.
Signatory = tuple[Any, str, int] | tuple[Any, str, int, str]

# The person, the pseudonym, and the words of the snapshot that name them; none: the paper gives the pseudonym everywhere.
Named = tuple[Any, str, list[str]]


@transaction.atomic
def issue(
    *, kind: str, title: str, snapshot: dict[str, Any], template: str, register: str,
    number_parts: dict[str, Any] | None = None, date: Date | None = None, deadline: Date | Term | None = None,
    signatories: Iterable[Signatory] = (), signatures_needed: int | None = None, is_open: bool = False,
    readers: Iterable[str] = (), closed_to: Iterable[str] = (), is_public: bool = False, named: Iterable[Named] = (),
    by: Any = None, supersedes: Document | None = None,
) -> Document:  # fmt: skip
    """Give a paper its number now and have it made by a worker after the transaction; returns it with `number` set.

    `snapshot` is JSON-able (no floats) and enters the template at top level; the key `document` is ours. `date` may differ from today
    only in registers whose papers bear the day of a sitting. `deadline`: the last day for signing, or a term from today; a hard term
    annuls the paper when it passes. `readers`: capacity keys who may open it.
    `signatures_needed`: so many of the signatories are enough, else all must sign. `is_open`: whoever is asked to sign later
    (`ask_to_sign`) may, until and after the caller says that it is enough (`close_signing`).
    `closed_to`: keys of people (`person:7`) who took no part in what it is about and do not read it by virtue of an office.
    `named`: people known to the public by a pseudonym, with the words that name those who have agreed to it.
    Raises ValidationError for a date the register does not allow.
    """
    rule, people = kinds.registers()[register], list(signatories)
    if signatures_needed is not None and signatures_needed > len(people):
        raise ImproperlyConfigured("more signatures are needed than there are signatories")
    document = Document(
        kind=kind, title=title, register=register, date=_lawful_day(rule, date), template=template, code=codes.new_code(),
        is_public=is_public, readers=sorted(set(readers)), reserved_by=by, supersedes=supersedes,
        signatures_needed=signatures_needed, is_open=is_open, closed_to=sorted(set(closed_to)),
    )  # fmt: skip
    _set_term(document, deadline)
    _take_number(document, rule, number_parts or {})
    _freeze(document, snapshot, people, list(named))
    payload = {"snapshot": document.snapshot_hash, "is_public": is_public, "readers": document.readers}
    move(document.reserve_number, f"Присвоен номер {document.number}", by=by, payload=payload)
    _make(document)
    return document


def _freeze(document: Document, snapshot: dict[str, Any], people: list[Signatory], named: list[Named]) -> None:
    """Save the paper with its snapshot, its signatories and the pseudonyms in it."""
    hidden = {person.pk: pseudonym for person, pseudonym, words in named if not words}
    _take_snapshot(document, snapshot, people, hidden)
    document.save(force_insert=True)
    _keep_pseudonyms(document, named)
    _name_signatories(document, people, hidden)


def _set_term(document: Document, deadline: Date | Term | None) -> None:
    if isinstance(deadline, Term):
        document.sign_lapses, deadline = deadline.hard, workdays.local_date(workdays.due(deadline))
    document.sign_by = deadline


def _take_number(document: Document, rule: Register, parts: dict[str, Any]) -> None:
    taken = kinds.reserve(rule, document.date, parts)
    document.year, document.scope, document.n, document.number = taken.year, taken.scope, taken.n, taken.number
    document.reserved_at = timezone.now()  # under the counter's lock, so that numbers grow with time (I-15)


def _take_snapshot(
    document: Document, snapshot: dict[str, Any], people: list[Signatory], hidden: dict[int, str]
) -> None:
    """The caller's data and the paper's own requisites, frozen together with the version of the template."""
    if "document" in snapshot:
        raise ImproperlyConfigured("the key «document» of a snapshot belongs to documents")
    facts.require_complete(snapshot)
    document.template_hash = templates.version(document.template)
    document.snapshot = snapshots.frozen({**snapshot, "document": _requisites(document, people, hidden)})
    document.snapshot_hash = snapshots.digest(document.snapshot)


def _keep_pseudonyms(document: Document, named: list[Named]) -> None:
    """Who stands behind which number is known inside only."""
    NamedPerson.objects.bulk_create(
        NamedPerson(
            document=document,
            person=person,
            pseudonym=pseudonym,
            words=words,
            hidden_at=None if words else timezone.now(),
        )
        for person, pseudonym, words in named
    )


def _name_signatories(document: Document, people: list[Signatory], hidden: dict[int, str]) -> None:
    SignatureRequest.objects.bulk_create(
        SignatureRequest(
            document=document, person=person, name=hidden.get(person.pk, person.short_name), role=role, turn=turn,
            capacity="".join(capacity),
        )
        for person, role, turn, *capacity in people
    )  # fmt: skip


def _lawful_day(rule: Register, day: Date | None) -> Date:
    """No registration with a date of the past or the future (4.5); a paper of a sitting bears the day of it."""
    today = workdays.local_date()
    day = day or today
    if day > today:
        raise ValidationError("Дата документа ещё не наступила.")
    if day < today and not rule.bears_event_day:
        raise ValidationError("Регистрация задним числом запрещена.")
    return day


def _requisites(document: Document, people: list[Signatory], hidden: dict[int, str]) -> dict[str, Any]:
    """What every paper says about itself: part of the snapshot, so that the text is a function of it alone (I-18)."""
    kind, rule, old = document.kind_rule, document.register_rule, document.supersedes
    city = installation.current()
    return {
        "kind": kind,
        "kind_title": kind.label,
        "heading": kind.heading,
        "is_kept_long": kind.is_kept_long,
        "title": document.title,
        "number": document.number,
        "date": document.date,
        "register": rule.title,
        "index": rule.index,
        "organisation": city.organisation,
        "city": city.name,
        "code": document.code_written,
        "check_url": document.check_url,
        "check_page": f"{settings.SITE_URL}/v/",
        "is_test": city.seal_is_test,
        "supersedes": f"№ {old.number} от {old.date:%d.%m.%Y}" if old else "",
        "signatories": [
            {"name": hidden.get(person.pk, person.short_name), "role": role, "turn": turn}
            for person, role, turn, *_ in people
        ],
    }


def _make(document: Document) -> None:
    """Have the paper made after this transaction; the queue never makes one paper twice at a time."""
    later("documents.tasks.render", lock=f"document:{document.pk}", document_id=document.pk)


@transaction.atomic
def make_again(document: Document, *, by: Any) -> None:
    """The secretariat says "again" after the making had been given up."""
    failed = Document.objects.failed().select_for_update(of=("self",)).filter(pk=document.pk).first()
    if failed is None:
        raise Refused("Документ уже сформирован или формируется.")
    Document.objects.filter(pk=failed.pk).update(attempts=0, failed_at=None, error="")
    record(failed, "make_again", f"Документ {failed.number} отправлен на повторное формирование", by=by)
    _make(failed)
