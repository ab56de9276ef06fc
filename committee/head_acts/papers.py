"""Letters about an act of the Head of the city: the request with a draft, and that there will be none."""

from casework.roles import CLERK
from committee.decisions.models import Decision
from committee.recusals import closing
from documents import letters
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from programme.models import Organization, Person
from programme.texts.words import parts_of


def request(decision: Decision, by: Person, *, title: str, points: list[str]) -> Document:
    """DC-04: the covering letter with the draft of the act."""
    paper, line = decision.document, decision.line
    assert paper is not None, "the decision is signed"
    return issue(
        kind=Kind.NOTICE,
        title=f"О проекте акта к решению № {paper.number}",
        snapshot={
            "addressee": ["Главе города"],
            "reference": "",
            "lead": f"Направляем решение {line.meeting.body.title_genitive} № {paper.number} от {paper.date:%d.%m.%Y} «{paper.title}» "
            "и проект правового акта. Решение вступает в силу со дня издания акта.",
            "what_to_do": "Просим рассмотреть проект и сообщить делопроизводителю реквизиты изданного акта или причину, "
            "по которой акт не издан.",
            "executor": {"name": by.short_name, "phone": by.phone},
            "draft": {"title": title, "points": points},
        },
        template="committee/pdf/act_request.html",
        register="notices",
        readers=[*line.meeting.body.reader_keys(), CLERK],
        closed_to=closing.keys(line.meeting, line),
        by=by,
    )


def tell_concerned(decision: Decision, by: Person, ground: str) -> None:
    """DC-07: whoever the question concerns gets a letter with the motive."""
    paper, item = decision.document, decision.item
    assert paper is not None, "the decision was signed"
    words = parts_of("notice.act_not_adopted", {
        "орган": decision.line.meeting.body.title, "номер": paper.number, "день": f"{paper.date:%d.%m.%Y}", "о чём": paper.title,
    })  # fmt: skip
    for key in item.concerned:
        letters.send(
            key, f"item:{item.pk}:no_act", decision.get_absolute_url(), _addressee(key), "Об отмене решения: акт Главы города не принят",
            by=by, grounds=[ground], readers=[CLERK], **words,
        )  # fmt: skip


def _addressee(key: str) -> list[str]:
    """The name behind a capacity key; a role of the office has none."""
    kind, _, number = key.partition(":")
    if kind in ("member", "signer"):
        return list(Organization.objects.filter(pk=number).values_list("full_name", flat=True))
    return [person.get_full_name() for person in Person.objects.filter(pk=number)] if kind == "person" else []
