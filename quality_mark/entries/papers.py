"""The papers an entrant gets: the receipt with the application annexed, and notices (domain 4.4, item 7)."""

from typing import Any

from django.utils import timezone

from casework import formats, paper
from casework.notify import notify
from documents import letters
from documents.models import Document
from documents.papers import actions as documents
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from programme.models import Person
from programme.regulations.recourse import RIGHTS, recourse
from programme.regulations.terms import term_count
from programme.texts.words import parts_of
from quality_mark.contests.models import Contest
from quality_mark.contests.standard import GROUNDS
from quality_mark.entries import application
from quality_mark.entries.models import ContestApplication
from quality_mark.roles import OFFICE


def receipt(entry: ContestApplication, snapshot: dict[str, Any], previous: str, by: Person) -> Document:
    """The receipt of an entry. Until the window closes its entrant alone reads it, and its title says nothing of its content."""
    sheet = paper.hand()
    return issue(
        kind=Kind.RECEIPT,
        title=f"О приёме заявки на конкурс «{entry.contest.title}»",
        snapshot={
            **snapshot,
            "submitted_by": sheet.signed_by if sheet else by.get_full_name(),
            "received_on_paper": sheet.received_on if sheet else "",
            "previous_number": previous,
        },
        template="quality_mark/pdf/receipt.html",
        register="applications",
        readers=[entry.member_key],
        by=by,
    )


def _notice(
    entry: ContestApplication, event: str, title: str, by: Person | None, *, lead: str, **text: Any
) -> Document:
    """A letter to the entrant, who is told of it."""
    return letters.send(
        entry.member_key, f"entry:{entry.pk}:{event}", entry.get_absolute_url(), [entry.entrant_full_name], title, lead,
        readers=OFFICE, by=by, reference=f"по заявке № {entry.number}", **text,
    )  # fmt: skip


def _recourse(kind: str, entry: ContestApplication) -> str:
    """How the entrant appeals what the letter says; it is received when it is written."""
    return recourse(kind, entry.get_absolute_url(), received_at=timezone.now())


def _words(event: str, entry: ContestApplication, more: dict[str, str] | None = None) -> dict[str, str]:
    """The words of a notice in force now; the paper freezes them."""
    return parts_of(f"notice.entry_{event}", {"название": entry.title, "номер": entry.number, **(more or {})})


def returned(entry: ContestApplication, remarks: dict[str, str], by: Person) -> None:
    """CA-04: the entry is returned for mending."""
    term = term_count(entry.contest.regulation, "contest.fix")
    _notice(
        entry,
        "returned",
        "О недостатках конкурсной заявки",
        by,
        **_words("returned", entry),
        remarks=[{"field": application.label(entry, name), "text": text} for name, text in remarks.items()],
        until=term["outputs"]["due"],
        counts=[term],
    )


def not_admitted(entry: ContestApplication, by: Person | None) -> None:
    """CA-06, CA-07: the entry is not admitted."""
    _notice(
        entry,
        f"not_admitted:{timezone.now():%Y%m%d%H%M%S}",
        "Об отказе в допуске к конкурсу",
        by,
        **_words("not_admitted", entry, {"основание": GROUNDS[entry.finding_ground]}),
        grounds=[entry.finding_text],
        appeal=_recourse("not_admitted", entry) if entry.contest.status in Contest.ADMITTING else RIGHTS,
    )


def restored(entry: ContestApplication, ground: str, is_open: bool) -> None:
    """CA-16: the refusal is set aside; what follows depends on whether the contest still takes entries."""
    what_to_do = "Делать ничего не нужно: секретарь конкурса проверит заявку заново, и вы получите ответ."
    if not is_open:
        what_to_do = f"Конкурс за это время ушёл дальше приёма и оценки заявок, вернуть в него заявку нельзя. {RIGHTS}"
    _notice(
        entry, f"restored:{timezone.now():%Y%m%d%H%M%S}", "Об отмене отказа в допуске к конкурсу", None,
        lead=f"Отказ в допуске заявки № {entry.number} «{entry.title}» отменён: {ground}.", what_to_do=what_to_do,
    )  # fmt: skip


def admitted(entry: ContestApplication) -> None:
    """CA-07: a notification; the paper is the minutes of admission."""
    notify(
        entry.member_key,
        f"entry:{entry.pk}:admitted",
        f"Заявка № {entry.number} допущена к конкурсу",
        f"Номинация «{entry.nomination.title}». Заявку оценят не меньше трёх экспертов, их имена и оценки закрыты. "
        + ("О проверке на месте мы предупредим заранее." if entry.contest.rule.site_visits else ""),
        entry.get_absolute_url(),
    )


def disqualified(entry: ContestApplication, ground: str) -> None:
    """CA-15: disqualify an entry."""
    _notice(
        entry,
        "disqualified",
        "О дисквалификации конкурсной заявки",
        None,
        lead=f"Конкурсная заявка «{entry.title}» (№ {entry.number}) дисквалифицирована решением жюри ({ground}).",
        grounds=[entry.disqualified_for],
        appeal=_recourse("disqualification", entry),
    )


def result_of(entry: ContestApplication, by: Person) -> None:
    """CT-16, CA-13: the own score only; nobody is told anybody else's."""
    assert entry.score is not None, "results follow scores"
    _notice(
        entry,
        f"result:{timezone.now():%Y%m%d%H%M%S}",
        "Об итогах конкурса",
        by,
        lead=f"По заявке № {entry.number} «{entry.title}» в номинации «{entry.nomination.title}» принято решение: "
        f"{entry.get_level_display()}. Итоговый балл вашей заявки — {formats.score(entry.score)} из 100.",
        what_to_do="Свидетельства и дипломы выдаются после окончания срока апелляций."
        if entry.status != "participant"
        else "Спасибо за участие. Замечания экспертов к заявке можно запросить у секретариата конкурса.",
        appeal=RIGHTS if entry.status == "laureate" else _recourse("contest_result", entry),
    )


LETTERS = {  # under which title the entrant was told of a decision
    "not_admitted": "Об отказе в допуске к конкурсу",
    "disqualified": "О дисквалификации конкурсной заявки",
    **dict.fromkeys(("diploma_1", "diploma_2", "participant"), "Об итогах конкурса"),
}


def letter_of(entry: ContestApplication) -> Document | None:
    """The letter by which the entrant received the decision that stands now; None where there is none."""
    title = LETTERS.get(entry.status)
    rows = Document.objects.filter(kind=Kind.NOTICE, title=title, snapshot__reference=f"по заявке № {entry.number}")
    return rows.exclude(status=Document.Status.ANNULLED).order_by("-pk").first() if title and entry.number else None


def set_aside(letter: Document | None, ground: str, verdict: Document) -> None:
    """The decision in a letter has been set aside by an appeal: the letter is void, its number stays, the check page says so."""
    if letter is not None:
        documents.annul(letter, reason=f"Отменено: {ground}")
        documents.note_set_aside(letter, ground, verdict)


def judged_again(entry: ContestApplication, ground: str) -> None:
    """CA-16, CA-17: the result is set aside; the jury judges the entry once more."""
    _notice(
        entry, f"judged_again:{timezone.now():%Y%m%d%H%M%S}", "О пересмотре результата конкурсной заявки", None,
        lead=f"Результат по заявке № {entry.number} «{entry.title}» отменён: {ground}. Номинацию «{entry.nomination.title}» "
        "жюри рассмотрит заново; результаты других участников не меняются.",
    )  # fmt: skip


def contest_is_over(entry: ContestApplication, reason: str) -> None:
    """CT-09, CT-19: the contest ended before its results."""
    notify(
        entry.member_key,
        f"entry:{entry.pk}:over",
        f"Конкурс завершён без итогов: {entry.contest.title}",
        f"Причина: {reason}.",
        entry.contest.get_absolute_url(),
    )
