"""Answering a wave on the site and on paper; reading answers in one's own words (programme 8.6).

No act of answering is written into the journal, and none leaves a receipt: both would say when.
"""

from datetime import date
from typing import Any

from django.db import IntegrityError, InternalError, ProgrammingError, transaction
from django.utils import timezone

from casework import workdays
from casework.door import Refused
from casework.formats import counted
from casework.locking import locked
from documents.models import Document
from documents.retention.destroying import destroyed
from journal.record import acting, record
from monitoring.ballots import urn
from monitoring.ballots.asking import packed
from monitoring.ballots.models import Ballot, PaperForm, Participation, TextCode, TextCoding
from monitoring.surveys.models import Wave
from programme.identity.actions import require_level
from programme.models import Consent, Person

OVER = "Сбор ответов закончился. Итоги появятся на этой странице, когда их проверит аналитик."
ANSWERED = "Вы уже ответили: второй раз ответить нельзя, и первый ответ изменить нельзя."


def answer(
    wave: Wave, *, by: Person, district: str = "", age: str = "", sex: str = "", is_aware: bool = True, **given: Any
) -> None:  # fmt: skip
    """One answer of one person, for good. `given`: answers by the names of the fields. Raises Refused."""
    if not wave.is_open_to_all:
        raise Refused(OVER)
    if not Consent.is_given(by, Consent.Purpose.PARTICIPATION):
        raise Refused("Дайте согласие на обработку персональных данных: без него нельзя записать, что вы ответили.")
    require_level(by, "survey_answer", wave.case.regulation)
    try:
        with transaction.atomic():
            Participation.objects.create(wave=wave, person=by, level=by.level)
    except IntegrityError:
        raise Refused(ANSWERED) from None
    except (InternalError, ProgrammingError):
        raise Refused(OVER) from None  # the field has closed at this very moment, as the database knows
    _put_in(wave, given, is_paper=False, district=district, age=age, sex=sex)


def enter_paper(
    wave: Wave, *, by: Person, blank: str, district: str = "", age: str = "", sex: str = "", **given: Any
) -> None:  # fmt: skip
    """A form filled in on paper, entered by an office and marked as such; each blank once."""
    if not wave.takes_answers:
        raise Refused("Сбор ответов закончился: бумажные анкеты больше не вводят.")
    PaperForm.objects.create(wave=wave, blank=blank, by=by)
    _put_in(wave, given, is_paper=True, district=district, age=age, sex=sex)


def _put_in(wave: Wave, given: dict[str, Any], **groups: Any) -> None:
    urn.put_in(wave, {**groups, "answers": packed(wave.frozen_form or [], given)})


def has_answered(wave: Wave, person: Any) -> bool:
    """Has the visitor answered this wave?"""
    return bool(person.is_authenticated) and Participation.objects.filter(wave=wave, person=person.pk).exists()


def code_text(
    wave: Wave, *, by: Person, ballot: Ballot, question: str, code: TextCode | None = None, title: str = ""
) -> None:
    """An answer in one's own words belongs to a code, a new one or a known one; read again, it may be put elsewhere."""
    if wave.status != Wave.Status.CLOSED:
        raise Refused("Ответы словами разбирают, когда сбор завершён, и до публикации.")
    if code is None:
        code, _ = TextCode.objects.get_or_create(wave=wave, question=question, title=title.strip(), defaults={"by": by})
    TextCoding.objects.update_or_create(ballot=ballot, question=question, defaults={"code": code})


def kept_until(wave: Wave) -> date | None:
    """The day after which the filled-in forms are deleted; None while the field has no end."""
    if wave.closes is None:
        return None
    year = wave.closes.year + wave.case.regulation.value("survey.kept_years")
    try:
        return wave.closes.replace(year=year)
    except ValueError:  # the 29th of February
        return wave.closes.replace(year=year, day=28)


def forget_old() -> int:
    """Once a night: waves that are over and whose term has passed; how many. Tables of the report stay."""
    count, today = 0, workdays.local_date()
    for wave in Wave.objects.over().filter(forgotten_at=None).select_related("case__regulation"):
        until = kept_until(wave)
        if until and until < today:
            with locked(wave.case.pk), acting("система"):
                _forget(Wave.objects.get(pk=wave.pk))
            count += 1
    return count


def _forget(wave: Wave) -> None:
    count = Ballot.objects.filter(wave=wave).count()
    wave.forgotten_at = timezone.now()
    wave.destruction = _act(wave, count) if count else None
    wave.save(update_fields=["forgotten_at", "destruction"])
    TextCoding.objects.filter(ballot__wave=wave).delete()
    Ballot.objects.filter(wave=wave).delete()
    record(wave, "forget", f"Анкеты удалены по сроку: {count}; итоги остаются", ground=str(wave.destruction or ""))


def _act(wave: Wave, count: int) -> Document:
    until = kept_until(wave)
    assert until is not None, "the field is over"
    years = counted(wave.case.regulation.value("survey.kept_years"), "год,года,лет")
    report = f"отчёт № {wave.report.number} с таблицами" if wave.report else "ничего: волна отменена"
    return destroyed(
        what=f"заполненные анкеты опроса «{wave.survey}», волна {wave.number}, с ответами словами",
        amount=counted(count, "анкета,анкеты,анкет"), kept_until=until, remains=report,
        rule=f"регламент, опросы: {years} после последнего дня сбора",
    )  # fmt: skip
