"""The papers of an appeal: the receipt, the rulings, the notices (domain 4.4; registers 07-01 and 06-04)."""

from collections.abc import Iterable
from typing import Any

from appeals.filing.models import OVERSEERS, Appeal
from casework import workdays
from committee.models import Body, BodyMember
from documents import letters
from documents.evidence.facts import KEY
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from programme.models import Person
from programme.regulations.terms import term_count

COURT = (
    "Вы вправе обратиться с тем же вопросом в администрацию города по Федеральному закону от 02.05.2006 № 59-ФЗ "
    "(ответ — в течение 30 дней) и в суд."
)


def readers(appeal: Appeal) -> list[str]:
    """Who reads the papers of an appeal: both sides, its judges, the clerk and the auditor."""
    judges = [f"person:{appeal.reporter_id}"] if appeal.reporter_id else []
    panel = [seat.key for seat in appeal.panel.members_on()] if appeal.panel else []
    return [appeal.appellant_key, appeal.appellant_signer_key, appeal.respondent, *judges, *panel, *OVERSEERS]


def _closed(appeal: Appeal) -> list[str]:
    """Members of the board who may not judge it: to them it is no affair of the board's."""
    barred = BodyMember.objects.filter(body__kind__key=Body.Kind.APPEALS, person__in=appeal.barred).exclude(
        person=appeal.person_id
    )
    return [f"person:{pk}" for pk in barred.values_list("person", flat=True)]


def receipt(appeal: Appeal, by: Person | None) -> Document:
    """AP-02: the number, with the appeal itself annexed."""
    term = term_count(appeal.case.regulation, "appeal.admission")
    lines = [
        ["Обжалуется", f"{appeal.appealable.title}: {appeal.about}"],
        ["Основание", appeal.get_ground_display()],
        ["Последний день подачи", f"{appeal.last_day:%d.%m.%Y}"],
        ["Доводы", appeal.text],
    ]
    if appeal.received_on:
        lines.append(
            [
                "Как подана",
                f"на бумаге, получена {appeal.received_on:%d.%m.%Y}; текст набран канцелярией, скан приложен",
            ]
        )
    if appeal.late_reason:
        lines.append(["Почему позже срока", appeal.late_reason])
    return issue(
        kind=Kind.RECEIPT,
        title="О приёме апелляции",
        snapshot={
            "received_at": appeal.submitted_at,
            "applicant": appeal.organization.full_name if appeal.organization else appeal.person.get_full_name(),
            "representative": appeal.person.get_full_name() if appeal.organization else "",
            "subject": str(appeal.paper or ""),
            "facts": lines,
            "attachments": [{"name": row.name, "size": row.size, "sha256": row.sha256} for row in appeal.files.all()],
            "next": "Апелляционная комиссия решит, принять ли апелляцию. Если она промолчит, апелляция считается принятой.",
            "until": term["outputs"]["due"],
            KEY: [term],
        },
        template="documents/pdf/receipt.html",
        register="appeals",
        readers=readers(appeal),
        by=by,
    )


def ruling(
    appeal: Appeal, title: str, considered: Iterable[str], resolved: Iterable[str], by: Person | None
) -> Document:
    """A ruling of the board on the course of an appeal."""
    return issue(
        kind=Kind.RULING,
        title=f"{title} № {appeal.number}",
        snapshot={
            "appeal": about(appeal),
            "considered": list(considered),
            "resolved": list(resolved),
            "member": by.short_name if by else "",
            "court": COURT,
        },
        template="appeals/pdf/ruling.html",
        register="orders",
        readers=readers(appeal),
        closed_to=_closed(appeal),
        by=by,
    )


def about(appeal: Appeal) -> dict[str, Any]:
    """The appeal as its papers speak of it."""
    return {
        "number": appeal.number,
        "day": workdays.local_date(appeal.submitted_at).isoformat(),
        "title": appeal.appealable.title,
        "about": appeal.about,
        "paper": str(appeal.paper or ""),
        "ground": appeal.get_ground_display(),
        "appellant": appeal.organization.full_name if appeal.organization else appeal.person.get_full_name(),
    }


def tell_sides(appeal: Appeal, event: str, title: str, lead: str, by: Person | None, /, **text: Any) -> None:
    """A notice with a number to whoever appeals and to the second side."""
    for key, addressee in ((appeal.appellant_key, _appellant(appeal)), (appeal.respondent, "Вторая сторона")):
        letters.send(
            key,
            f"appeal:{appeal.pk}:{event}",
            appeal.get_absolute_url(),
            [addressee],
            f"{title} № {appeal.number}",
            lead,
            readers=OVERSEERS,
            by=by,
            reference=f"по апелляции № {appeal.number}",
            **text,
        )


def _appellant(appeal: Appeal) -> str:
    return appeal.organization.full_name if appeal.organization else appeal.person.get_full_name()


def decision(appeal: Appeal, number: str, presiding: Person, facts: dict[str, Any]) -> Document:
    """AP-07…AP-09: the decision on the appeal, signed by whoever presided."""
    return issue(
        kind=Kind.DECISION,
        title=f"По апелляции № {appeal.number}",
        snapshot={"appeal": about(appeal), "court": COURT, **facts},
        template="appeals/pdf/decision.html",
        register="appeal_decisions",
        number_parts={"decision": number},
        signatories=[(presiding, "Председатель апелляционной комиссии", 1)],
        deadline=workdays.local_date(workdays.due(appeal.case.term("committee.signing"))),
        readers=readers(appeal),
        closed_to=_closed(appeal),
    )
