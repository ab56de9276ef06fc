"""Conciliation of disputed amendments: at most two sittings of the co-chairs, then the article is taken out (KP-07, KP-08)."""

from typing import Any

from django.utils import timezone

from casework.door import Refused
from journal.record import move, record
from programme.models import Person
from protocol.amendments import collisions
from protocol.amendments.actions import decide
from protocol.amendments.models import Amendment
from protocol.conciliation import papers
from protocol.conciliation.models import CoChairVoice, Conciliation, ConciliationLine, LineVoice
from protocol.editions.models import ProtocolEdition
from protocol.group.members import co_chairs

Status = Amendment.Status


def disputes(edition: ProtocolEdition) -> list[Amendment]:
    """The amendments the co-chairs have to agree about."""
    return list(edition.amendments.filter(status=Status.DISCUSSING).exclude(disputed_by="").order_by("number"))


def dispute(edition: ProtocolEdition) -> None:
    """KP-07: the list of disputed articles is drawn up."""
    edition = ProtocolEdition.objects.get(pk=edition.pk)
    rows = disputes(edition)
    places = ", ".join(sorted({row.place for row in rows}))
    move(edition.dispute, f"Есть спор секторов: {places}", payload={"amendments": [row.number for row in rows]})
    papers.list_of_disputes(edition, rows)


def convene(edition: ProtocolEdition, *, by: Person, lines: list[dict[str, Any]]) -> None:
    """A conciliation sitting: what is proposed about each disputed amendment, for every co-chair to agree to or not."""
    assert edition.group is not None, "a disputed edition has a group"
    limit = int(edition.case.regulation.value("protocol.conciliations_max"))
    number = edition.conciliations.count() + 1
    if number > limit:
        raise Refused("Согласительные заседания исчерпаны.")
    chairs = co_chairs(edition.group)
    if len(chairs) < 3:
        raise Refused("В рабочей группе нет сопредседателя от каждого сектора. Назначьте его и повторите.")
    sitting = Conciliation.objects.create(edition=edition, number=number)
    for line in lines:
        made = ConciliationLine(conciliation=sitting, **line)
        _check(made)
        made.save()
    for sector, seat in chairs.items():
        CoChairVoice.objects.create(conciliation=sitting, person=seat.person, sector=sector)
    record(edition, "convene", f"Назначено согласительное заседание {number}", by=by, payload={"lines": len(lines)})


def _check(line: ConciliationLine) -> None:
    """Refuse a proposal that contradicts an accepted amendment."""
    amendment = line.amendment
    if line.outcome == ConciliationLine.Outcome.PARTLY and not line.wording.strip():
        raise Refused(f"Напишите согласованную редакцию для поправки № {amendment.number}.")
    if line.outcome == ConciliationLine.Outcome.PARTLY and amendment.kind == Amendment.Kind.DROP:
        raise Refused(f"Поправка № {amendment.number} исключает статью: её можно принять или отклонить.")
    if line.outcome != ConciliationLine.Outcome.DECLINE and collisions.taken(amendment):
        raise Refused(
            f"Поправка № {amendment.number} меняет слова, которые уже изменены принятой поправкой: её можно только отклонить."
        )


def speak(voice: CoChairVoice, *, by: Person, answers: dict[int, tuple[bool, str]]) -> None:
    """A co-chair agrees or not, line by line."""
    if voice.person_id != by.pk:
        raise Refused("За сопредседателя никто другой не отвечает.")
    for line in voice.conciliation.lines.all():
        agrees, reasons = answers[line.pk]
        LineVoice.objects.create(voice=voice, line=line, agrees=agrees, reasons=reasons)
    voice.answered_at = timezone.now()
    voice.save(update_fields=["answered_at"])
    agreed = sum(agrees for agrees, _ in answers.values())
    record(voice, "speak", f"Сопредседатель высказался: согласен по {agreed} из {len(answers)}", by=by)


def keep_silent(voice: CoChairVoice) -> None:
    """Ten working days have passed: silence is no consent (статья 5 of the Protocol itself)."""
    record(voice, "keep_silent", "Сопредседатель не высказался в срок: согласия нет")


def settle(edition: ProtocolEdition) -> None:
    """KP-08: where all co-chairs agree it is decided; after the last sitting a disputed article is taken out."""
    edition = ProtocolEdition.objects.get(pk=edition.pk)
    sitting = edition.conciliations.order_by("-number").first()
    assert sitting is not None, "a sitting is settled that has been convened"
    sitting.closed_at = timezone.now()
    sitting.save(update_fields=["closed_at"])
    paper = papers.conciliation(sitting)
    is_last = sitting.number >= int(edition.case.regulation.value("protocol.conciliations_max"))
    for line in sitting.lines.select_related("amendment__edition", "amendment__article_text"):
        amendment = line.amendment
        if line.answers.filter(agrees=True).count() == sitting.voices.count():
            _agreed(line, ground=f"протокол согласительного заседания № {paper.number}")
        elif is_last:
            _take_out(amendment, ground=f"протокол согласительного заседания № {paper.number}")
    record(
        edition, "settle", f"Согласительное заседание {sitting.number} завершено", payload={"document": paper.number}
    )


def _agreed(line: ConciliationLine, *, ground: str) -> None:
    amendment = line.amendment
    if line.outcome == ConciliationLine.Outcome.PARTLY:
        amendment.take_wording(line.wording)
    decide(amendment, line.outcome, f"Согласие сопредседателей. {line.reasons}", ground=ground)


def _take_out(amendment: Amendment, *, ground: str) -> None:
    text = amendment.article_text
    if text and not text.dropped:
        text.dropped = True
        text.save(update_fields=["dropped"])
        record(amendment.edition, "take_out", f"Статья {text.position} снята: согласия нет", ground=ground)
    decide(
        amendment,
        "decline",
        "Сопредседатели не пришли к согласию за два заседания; спорная статья снята (KP-08)." if text
        else "Сопредседатели не пришли к согласию за два заседания; новая статья в редакцию не включена (KP-08).",
        ground=ground,
    )  # fmt: skip
