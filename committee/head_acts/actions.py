"""Asking the Head of the city for an act, and what came of it (DC-04, DC-06, DC-07)."""

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from casework import workdays
from casework.door import Refused
from committee.decisions import instructions
from committee.decisions.models import Decision
from committee.decisions.waking import wake
from committee.head_acts import papers
from committee.head_acts.models import IssuedAct
from documents import files
from documents.archive import Full
from documents.papers.actions import annotate, annul
from journal.record import move, record
from programme.models import Person


def wait_for_act(decision: Decision) -> None:
    """DC-04: signed, and not binding yet; whoever checks its paper reads so."""
    assert decision.document is not None, "a signed decision is on paper"
    move(decision.await_act, "Решение вступит в силу актом Главы города")
    annotate(
        decision.document, kind="warning", title="Ожидает акта Главы города",
        text="Решение подписано, но вступает в силу только со дня издания акта Главы города.",
    )  # fmt: skip


def request_act(decision: Decision, *, by: Person, title: str, points: list[str]) -> None:
    """DC-04: the letter to the Head of the city, with the draft of the act."""
    decision.act_request = papers.request(decision, by, title=title, points=points)
    decision.save(update_fields=["act_request"])
    record(
        decision, "request_act", f"Проект акта направлен Главе города, письмо № {decision.act_request.number}", by=by
    )


def enter_act(
    decision: Decision, *, by: Person, is_issued: bool, genre: str, number: str, day: date | None, copy: UploadedFile | None, ground: str
) -> None:  # fmt: skip
    """DC-06: the act of the Head of the city with a copy of it; DC-07: there will be none, with the motive."""
    if not is_issued:
        _give_up(decision, by, ground)
        return
    assert decision.document is not None and day is not None and copy is not None, "the form asks for them"
    if day < decision.document.date:
        raise Refused(f"Акт не может быть раньше решения: решение принято {decision.document.date:%d.%m.%Y}.")
    if day > workdays.local_date():
        raise Refused("Дата акта ещё не наступила: внесите акт, когда он издан.")
    try:
        facts = {"kind": files.kind_of(copy), "size": copy.size or 0, "sha256": files.store(copy)}
    except Full as full:
        raise Refused(str(full)) from None
    act = IssuedAct.objects.create(
        decision=decision, genre=genre, number=number, day=day, name=files.name_of(copy), entered_by=by, entered_at=timezone.now(), **facts
    )  # fmt: skip
    move(
        decision.enter_act,
        f"Решение вступило в силу: {act}",
        by=by,
        act=str(act),
        at=timezone.now(),
        payload={"copy": act.sha256},
    )
    annotate(decision.document, kind="info", title="В силе", text=f"Вступило в силу: {act}.", by=by)
    instructions.give(decision, conditions=False)
    wake(decision)


def _give_up(decision: Decision, by: Person, ground: str) -> None:
    """DC-07: the decision never binds; its number stays void, and those concerned get a letter."""
    assert decision.document is not None, "a decision that awaits an act is on paper"
    words = "Акт Главы города не принят, решение отменено"
    move(decision.revoke, words, by=by, ground=ground, revoked_ground=ground)
    annul(decision.document, reason=f"{words}: {ground}", by=by)
    annotate(
        decision.document, kind="error", title="Не вступило в силу",
        text="Решение вступало в силу только актом Главы города; акт не принят.", by=by,
    )  # fmt: skip
    papers.tell_concerned(decision, by, ground)
    wake(decision)
