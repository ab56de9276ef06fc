"""Hands for stories of signing: an edition on paper, organisations with signers, and what they do through the door."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from casework import deadlines, door
from casework.models import Waiting
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from journal.record import move
from programme.models import Organization, Person
from protocol.continuations import actions as continuations
from protocol.models import Article, ArticleText, EditionCase, ProtocolEdition, Signatory
from protocol.roles import CUSTODIAN
from protocol.signatories import actions as signatories
from protocol.signatories import counting
from protocol.signatories.flow import SignatoryFlow
from protocol.signatories.invariants import INVARIANTS
from tests.committee.conftest import Answers
from tests.story import (
    answer,
    join_agreement,
    make_member,
    make_organization,
    make_person,
    press,
    settle,
    waiting_of,
)

TEXTS = {
    "A01": (
        "О чём этот договор",
        "Власть, бизнес и общественные объединения договариваются, как вести общие дела.",
        True,
    ),
    "A05": ("Молчание — не знак согласия", "Сторона отвечает на проект документа в установленный срок.", False),
    "A07": ("Данные общие", "Городские сведения публикуются открыто.", False),
}


def again(one: Any) -> Any:
    """The row as it is now."""
    return type(one).objects.get(pk=one.pk)


def an_organization(name: str, sector: str = "community") -> tuple[Organization, Person]:
    """A checked organisation and the person who signs for it."""
    organization = make_organization(name, sector=sector, checked_at=timezone.now(), checked_by=make_person())
    return organization, make_member(organization)


def an_edition(
    number: int = 1,
    group: Any = None,
    codes: tuple[str, ...] = tuple(TEXTS),
    binds: Mapping[str, list[str]] | None = None,
    **words: str,
) -> ProtocolEdition:
    """An edition open for signature, its text frozen by the worker. The way to it is another story.

    `binds`: the sectors an article binds, by its code; an article that is not named binds all.
    """
    edition = ProtocolEdition.objects.create(
        number=number,
        ground="поручение комитета",
        created_by=make_person("protocol_editor"),
        group=group,
    )
    for position, (code, (title, text, essential)) in enumerate(zip(codes, TEXTS.values(), strict=True), 1):
        article, _ = Article.objects.get_or_create(code=code)
        ArticleText.objects.create(
            edition=edition, article=article, position=position, title=title, text=words.get(code, text),
            indicator="доля", is_essential=essential, binds=(binds or {}).get(code, []),
        )  # fmt: skip
    case = EditionCase.for_subject(edition)
    case.flow_class, case.status, case.finished = (
        SignatoryFlow,
        "DONE",
        timezone.now(),
    )  # its own story is told elsewhere
    case.save()
    now = timezone.now()
    move(edition.bring_to_group, "Внесена")
    move(edition.publish, "Опубликована", at=now)
    move(edition.close_discussion, "Обсуждена", at=now)
    move(edition.bring_to_committee, "Внесена в комитет")
    document = issue(
        kind=Kind.EDITION, title=str(edition), snapshot={"lead": "Текст редакции.", "addressee": []},
        template="documents/pdf/notice.html", register="editions", number_parts={"edition": number}, is_open=True,
        is_public=True, readers=[CUSTODIAN],
    )  # fmt: skip
    move(edition.approve, "Одобрена", document=document, at=now)
    continuations.carry_on(edition)
    signatories.open_signing(edition)
    settle()
    return again(edition)


class Table:
    """The people around the Protocol: the custodian and organisations of three sectors."""

    def __init__(self) -> None:
        self.clerk = make_person("clerk", last_name="Хранителева")
        self.editor = make_person("protocol_editor", last_name="Редакторова")
        self.signers: dict[int, Person] = {}

    @classmethod
    def of(cls, clerk: Person, signers: dict[int, Person]) -> "Table":
        """A table of people who are already here."""
        table = cls.__new__(cls)
        table.clerk, table.signers = clerk, signers
        return table

    def organizations(self, **sectors: int) -> list[Organization]:
        """So many organisations of each sector."""
        made = []
        for sector, n in sectors.items():
            for number in range(n):
                organization, signer = an_organization(f"{sector} {number} {len(self.signers)}", sector)
                self.signers[organization.pk] = signer
                made.append(organization)
        return made

    def invite(self, edition: ProtocolEdition, *organizations: Organization) -> list[Signatory]:
        """The custodian invites them."""
        return signatories.invite(edition, by=self.clerk, organizations=organizations)

    def signer(self, signatory: Signatory) -> Person:
        """Who signs for it."""
        return self.signers[signatory.organization_id]

    def do(self, signatory: Signatory, node: str, **data: Any) -> Any:
        """The signer answers a question of the case."""
        return answer(self.signer(signatory), signatory.case, node, **data)

    def make_ready(self, signatory: Signatory) -> None:
        """Read and ready."""
        self.do(signatory, "acquaint", answer="read")
        self.do(signatory, "declare", answer="ready")

    def click(self, signatory: Signatory, by: Person | None = None, seen: str = "", refusal: str = "") -> None:
        """Press the button under the text."""
        by = by or self.signer(signatory)
        waiting = waiting_of(by, signatory.case, "sign_edition")
        seen = seen or signatory.document.sha256
        if not refusal:
            join_agreement(by)
        given = Answers(seen_hash=seen, refusal=refusal, authenticated_at=timezone.now(), address="")
        door.act_on_task(waiting.pk, by=by, token=None, form_of=lambda node, subject: given)

    def sign(self, signatory: Signatory) -> Signatory:
        """The whole way to a signature that counts."""
        self.make_ready(signatory)
        self.click(signatory)
        settle()
        return again(signatory)

    def signed(self, edition: ProtocolEdition, **sectors: int) -> list[Signatory]:
        """So many organisations of each sector have signed."""
        return [self.sign(one) for one in self.invite(edition, *self.organizations(**sectors))]

    def accede(self, organization: Organization, edition: ProtocolEdition) -> Signatory:
        """An organisation applies itself."""
        asked = {"organization": organization.pk, "edition": edition.pk}
        signer, address = self.signers[organization.pk], reverse("accession")
        assert "Прочитайте текст редакции" in press(signer, address, status=422, **asked)
        press(signer, address, **asked, is_read="on")
        return Signatory.objects.filter(organization=organization).latest("pk")


def enter_into_force(edition: ProtocolEdition) -> ProtocolEdition:
    """What the edition's own story does when the signatures are enough."""
    edition = again(edition)
    assert counting.count(edition).is_enough
    move(edition.enter_into_force, "Вступила в силу", at=timezone.now())
    signatories.close_signing_in_force(edition)
    settle()
    return again(edition)


def open_nodes(case: Any) -> set[str]:
    """What a case waits for."""
    rows = Waiting.objects.open().filter(process=case.pk).select_related("task")
    return {row.task.flow_task.name for row in rows}


def overdue(waiting: Waiting) -> None:
    """The term of a waiting has passed."""
    deadlines.move_to(waiting, timezone.now() - timedelta(minutes=1))
    assert door.lapse(waiting.pk)
    settle()


def offenders() -> dict[str, list[Any]]:
    """Broken promises about signatories, by code."""
    found = {}
    with connection.cursor() as cursor:
        for code, title, sql in INVARIANTS:
            cursor.execute(sql)
            if rows := cursor.fetchall():
                found[f"{code} {title}"] = rows
    return found
