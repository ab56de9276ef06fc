"""Distributing experts over several cases at once: begun, reckoned in the worker, changed by hand, sent or set aside."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, replace

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.later import later
from casework.models import Waiting
from casework.notify import notify
from expertise.distribution import reckoning
from expertise.distribution.gathering import Scene, gather, weights_of, wishes_of
from expertise.distribution.models import Distribution, Pairing, Wish
from expertise.distribution.quality import Pair, Weights, lot_of
from expertise.expertises.models import Expertise
from expertise.panels import selection
from expertise.register.models import Expert
from journal.record import record
from programme.models import Person
from programme.rows import locked

RECKON, SEND = "expertise.tasks.reckon_distribution", "expertise.tasks.send_distribution"


def begin(*, by: Person, cases: Sequence[Expertise]) -> Distribution:
    """The cases are named, the seed is drawn from them and the moment; the worker does the rest. Raises Refused."""
    busy = Distribution.objects.filter(sent_at=None, dropped_at=None, cases__in=cases).first()
    if busy:
        raise Refused(f"Часть этих дел уже в распределении № {busy.pk}: отправьте его или отложите.")
    now = timezone.now()
    numbers = ",".join(sorted(expertise.number for expertise in cases))
    points = cases[0].regulation.value("expertise.distribution")
    row = Distribution.objects.create(
        seed=hashlib.sha256(f"{numbers}:{now.isoformat()}".encode()).hexdigest(), begun_at=now, begun_by=by,
        weights=asdict(Weights(**{name: int(value) for name, value in points.items()})),
    )  # fmt: skip
    row.cases.set(cases)
    record(row, "begin", "Начато распределение экспертов", by=by, payload={"seed": row.seed, "cases": numbers})
    later(RECKON, lock=f"distribution:{row.pk}", pk=row.pk)
    return row


@transaction.atomic
def reckon(pk: int) -> None:
    """In the worker: who suits whom, the best distribution, who stands by. Nothing happens a second time."""
    row = locked(Distribution, pk)
    if row.reckoned_at or row.dropped_at:
        return
    weights, scene = weights_of(row), gather(list(row.cases.order_by("pk")))
    done = reckoning.reckon(scene, weights, row.seed)
    _keep(row, scene, done.sitting, weights)
    row.reckoned_at = timezone.now()
    row.result = {
        **done.optimum, "mended": done.mended,
        "unfilled": [[scene.rows[number].expertise.number, scene.rows[number].track, lack] for number, lack in done.unfilled.items()],
    }  # fmt: skip
    row.save(update_fields=["reckoned_at", "result"])
    record(row, "reckon", "Распределение рассчитано", payload={**row.result, "sealed": sealed(row)})
    notify(
        f"person:{row.begun_by_id}", f"distribution:{row.pk}:reckoned", "Распределение экспертов рассчитано",
        "Посмотрите пары, замените, если нужно, и отправьте предложения.", row.get_absolute_url(),
    )  # fmt: skip


def _keep(row: Distribution, scene: Scene, sitting: reckoning.Sitting, weights: Weights) -> None:
    pairings = []
    for number, people in sitting.items():
        case_row = scene.rows[number]
        ranked = [(pk, case_row.pairs[pk], 0) for pk in sorted(people)]
        following = reckoning.standing_by(case_row, people, weights)
        ranked += [(pk, pair, rank) for rank, (pk, pair) in enumerate(following, 1)]
        pairings += [_pairing_of(row, case_row.expertise, pk, pair, rank, weights) for pk, pair, rank in ranked]
    Pairing.objects.bulk_create(pairings)


def _pairing_of(row: Distribution, expertise: Expertise, pk: int, pair: Pair, rank: int, weights: Weights) -> Pairing:
    return Pairing(
        distribution=row, expertise=expertise, expert_id=pk, rank=rank, quality=pair.points(weights), facts=pair.facts
    )


def sealed(row: Distribution) -> str:
    """The fingerprint of who stands by, in their order: shown at once, so that nobody is put in front later."""
    rows = (
        row.pairings.filter(rank__gt=0)
        .order_by("expertise", "rank", "expert")
        .values_list("expertise", "rank", "expert")
    )
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()


def change(pairing: Pairing, *, by: Person, expert: Expert, ground: str) -> Pairing:
    """The coordinator puts somebody else into a pairing, with a reason; the former pair stays readable. Raises Refused."""
    row = locked(Distribution, pairing.distribution_id)
    pairing = Pairing.objects.select_related("expertise", "expert").get(pk=pairing.pk)
    if not row.is_open or hasattr(pairing, "instead"):
        raise Refused("Пары этого распределения уже не меняют: обновите страницу.")
    weights, scene = weights_of(row), gather([pairing.expertise])
    rows = [case_row for case_row in scene.rows if case_row.track == pairing.expert.track]
    pairs = {pk: pair for case_row in rows for pk, pair in case_row.pairs.items()}
    if expert.pk not in pairs:
        why = next(
            (case_row.barred[expert.pk] for case_row in rows if expert.pk in case_row.barred), "приглашение уже есть"
        )
        raise Refused(f"Этого эксперта пригласить нельзя: {why}.")
    if row.pairings.chosen().filter(expertise=pairing.expertise, expert=expert).exists():
        raise Refused("Этот эксперт уже стоит в группе этого дела.")
    _require_lawful(row, pairing, expert)
    pair = replace(pairs[expert.pk], lot=lot_of(row.seed, pairing.expertise_id, expert.pk))
    new = Pairing.objects.create(
        distribution=row, expertise=pairing.expertise, expert=expert, quality=pair.points(weights), facts=pair.facts, former=pairing,
        changed_by=by, ground=ground,
    )  # fmt: skip
    payload = {
        "expertise": pairing.expertise.number,
        "from": pairing.expert_id,
        "to": expert.pk,
        "cost": pairing.quality - new.quality,
    }
    record(row, "change", "Пара заменена координатором", by=by, ground=ground, payload=payload)
    return new


def _require_lawful(row: Distribution, pairing: Pairing, expert: Expert) -> None:
    """The exchange takes nothing from the group that the regulation asks for: two organisations above all."""
    now = [other.expert for other in row.pairings.chosen().filter(expertise=pairing.expertise).select_related("expert")]
    then = [expert, *(other for other in now if other.pk != pairing.expert_id)]
    lacked = selection.shortage(pairing.expertise, now)
    if lacks := [words for words in selection.shortage(pairing.expertise, then) if words not in lacked]:
        raise Refused(f"После такой замены группа не отвечала бы регламенту. {' '.join(lacks)}")


def wish(expert: Expert, *, by: Person, answers: dict[Expertise, str]) -> None:
    """«Want, can, cannot» of an expert about cases that wait; only what has changed is written."""
    for expertise, answer in answers.items():
        if wishes_of(expertise).get(expert.pk) != answer:
            Wish.objects.create(expertise=expertise, expert=expert, answer=answer, answered_at=timezone.now())
            record(expert, "wish", "Эксперт ответил, возьмёт ли дело", by=by, payload={"expertise": expertise.number})


def send(row: Distribution, *, by: Person) -> None:
    """The invitations go out: the worker answers «form the group» of each case in the coordinator's name."""
    row = locked(Distribution, row.pk)
    if not row.is_open:
        raise Refused("Это распределение уже отправлено или отложено.")
    row.sent_at, row.sent_by = timezone.now(), by
    row.save(update_fields=["sent_at", "sent_by"])
    record(row, "send", "Предложения экспертам отправляются", by=by)
    later(SEND, lock=f"distribution:{row.pk}", pk=row.pk)


def drop(row: Distribution, *, by: Person) -> None:
    """Set aside: nobody is asked, the cases wait for a group as before."""
    row = locked(Distribution, row.pk)
    if row.sent_at or row.dropped_at:
        raise Refused("Это распределение уже отправлено или отложено.")
    row.dropped_at = timezone.now()
    row.save(update_fields=["dropped_at"])
    record(row, "drop", "Распределение отложено", by=by)


def invite(pk: int) -> None:
    """In the worker: case by case through the door; a case that has changed meanwhile stays with the coordinator, who is told why."""
    row = Distribution.objects.select_related("sent_by").get(pk=pk)
    if row.sent_by is None:
        return
    failed = [words for expertise in row.cases.order_by("pk") if (words := _form_group(row, expertise, row.sent_by))]
    text = "Все приглашения отправлены." if not failed else "Не отправлено: " + "; ".join(failed)
    event = f"distribution:{row.pk}:sent"
    notify(f"person:{row.sent_by_id}", event, "Предложения экспертам отправлены", text, row.get_absolute_url())


def _form_group(row: Distribution, expertise: Expertise, by: Person) -> str:
    """EX-05 of one case; why not, if it could not be done (Russian)."""
    open_steps = Waiting.objects.open().filter(process=expertise.case).select_related("task")
    waiting = next((step for step in open_steps if step.task.flow_task.name == "form_group"), None)
    if waiting is None:
        return ""
    data = QueryDict(mutable=True)
    data.setlist("experts", [str(pairing.expert_id) for pairing in row.pairings.chosen().filter(expertise=expertise)])
    form = door.act_on_task(
        waiting.pk, by=by, token=None, form_of=lambda node, subject: node.form(data, subject=subject, by=by)
    )
    return (
        ""
        if form.is_valid()
        else f"{expertise.number}: {' '.join(error for errors in form.errors.values() for error in errors)}"
    )
