"""The handling of the urn of a wave, by the actions of ballots alone.

An answer goes into a place drawn by chance; a place that has grown is split in two, so a place never holds few answers but at the very
beginning, and several people may put in at once. Whoever looks at the database sees sealed values; with the key of the installation too,
they see an answer among all those of its place, shuffled.
"""

import secrets
from typing import Any

from django.db import connection

from casework.refusals import Refused
from monitoring.ballots.models import Ballot, UrnPlace
from monitoring.ballots.sealing import Answer, Unsealed, seal, unseal
from monitoring.surveys.models import Wave

MOST = 200  # answers in a place; two places of half as many come of it
BATCH = 1000


def set_up(wave: Wave) -> None:
    """An empty urn: the field opens."""
    UrnPlace.objects.create(wave=wave, place=0, papers=0, sealed=seal([], wave.pk, 0))


def put_in(wave: Wave, answer: Answer) -> None:
    """The answer is in the urn, under the lock of one of its places."""
    number = secrets.choice(list(UrnPlace.objects.filter(wave=wave).values_list("pk", flat=True)))
    place = UrnPlace.objects.select_for_update(of=("self",)).get(pk=number)
    answers = [*_opened(place), answer]
    if len(answers) >= MOST:
        secrets.SystemRandom().shuffle(answers)
        answers, rest = answers[: MOST // 2], answers[MOST // 2 :]
        _add_place(wave, rest)
    UrnPlace.objects.filter(pk=place.pk).update(papers=len(answers), sealed=seal(answers, wave.pk, place.place))


def _add_place(wave: Wave, answers: list[Answer]) -> None:
    """One more place, under the lock of the wave's first one: two that split at once take different numbers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('monitoring.urn'), %s)", [wave.pk])
    place = UrnPlace.objects.filter(wave=wave).count()
    UrnPlace.objects.create(wave=wave, place=place, papers=len(answers), sealed=seal(answers, wave.pk, place))


def throw_away(wave: Wave) -> None:
    """The wave is called off: nobody opens what was put in."""
    UrnPlace.objects.filter(wave=wave).update(papers=0, sealed=b"")


def empty(wave: Wave) -> list[Answer]:
    """All answers of the urn, which is empty from now on. The caller holds the lock of the wave. Raises Refused for a false urn."""
    answers: list[Answer] = []
    for place in UrnPlace.objects.select_for_update(of=("self",)).filter(wave=wave).order_by("place"):
        answers += _opened(place)
    UrnPlace.objects.filter(wave=wave).update(papers=0, sealed=b"")
    return answers


def pour_out(wave: Wave) -> int:
    """All answers as rows, written at once in the order of numbers drawn by chance; how many there are."""
    rows = sorted((Ballot(wave=wave, **_columns(answer)) for answer in empty(wave)), key=lambda row: row.pk)
    Ballot.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def _columns(answer: Answer) -> dict[str, Any]:
    return {name: answer[name] for name in ("is_paper", "district", "age", "sex", "answers")}


def _opened(place: UrnPlace) -> list[Answer]:
    try:
        return unseal(bytes(place.sealed), place.wave_id, place.place, place.papers)
    except Unsealed as fault:
        raise Refused(
            "Урна опроса не открывается: ключ установки сменился или содержимое изменено в обход системы. Верните прежний ключ установки."
        ) from fault
