"""What other terms would mean for the steps of the city's cases: those that run now, and those of the last year."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone

from casework import workdays
from casework.formats import counted, plural
from casework.models import Waiting
from programme.regulations import schema
from programme.regulations.effects import Effect
from programme.regulations.models import Regulation

LOOKED_BACK = timedelta(days=365)
MOST = 5000  # steps that are looked at
STEPS = "шаг,шага,шагов"


def foresee(old: Regulation, new: Regulation) -> list[Effect]:
    """Every term that changes: until when a step that begins today would run, and how past steps would have kept it."""
    changes = [change for change in schema.differences(old.data, new.data) if change.leaf.is_term]
    names = [change.leaf.path.removeprefix(f"{schema.TERMS}.") for change in changes if change.was and change.becomes]
    if not names:
        return []
    running = dict(
        Waiting.objects.open().filter(deadline__in=names).order_by().values_list("deadline").annotate(Count("pk"))
    )
    late, all_of_them = _past(names, old, new)
    return [_effect(name, old, new, running.get(name, 0), all_of_them[name], late) for name in names]


def _past(names: list[str], old: Regulation, new: Regulation) -> tuple[Counter[Any], Counter[str]]:
    """({(name, "old" or "new"): steps that would have been late}, {name: steps})."""
    since = timezone.now() - LOOKED_BACK
    rows = Waiting.objects.filter(deadline__in=names, closed_how=Waiting.Closed.DONE, closed_at__gte=since, inherits="")
    late: Counter[Any] = Counter()
    known: Counter[str] = Counter()
    for name, opened_at, closed_at in rows.order_by("-pk").values_list("deadline", "opened_at", "closed_at")[:MOST]:
        known[name] += 1
        assert closed_at is not None, "only what is closed has been asked for"
        for side, regulation in (("old", old), ("new", new)):
            late[name, side] += closed_at > workdays.due(regulation.term(name), opened_at)
    return late, known


def _go(count: int) -> str:
    return plural(count, "идёт,идут,идут")


def _effect(name: str, old: Regulation, new: Regulation, running: int, known: int, late: Counter[Any]) -> Effect:
    terms = old.term(name), new.term(name)
    until = [f"{workdays.local_date(workdays.due(term)):%d.%m.%Y}" for term in terms]
    lines = [f"Шаг, который начнётся сегодня, по действующим правилам длится до {until[0]}, по новым — до {until[1]}."]
    if running:
        lines.append(f"Сейчас по этому сроку {_go(running)} {counted(running, STEPS)}: там срок не изменится.")
    if known:
        lines.append(
            f"За последний год — {counted(known, STEPS)}; выполнено позже действующего срока — {late[name, 'old']}, "
            f"позже нового было бы — {late[name, 'new']}."
        )
    else:
        lines.append("За последний год таких шагов не было.")
    title = terms[1].title
    return Effect(title[:1].upper() + title[1:], " ".join(lines))
