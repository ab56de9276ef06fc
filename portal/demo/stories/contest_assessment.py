"""The entries of the contest in the hands of experts: groups, sheets, words."""

from decimal import Decimal
from random import Random
from typing import Any

from expertise.models import ExpertAssignment, Expertise
from expertise.panels import selection
from portal.demo.player import Story
from portal.demo.scores import spread
from portal.demo.stories.contest_show import Show

OPENING = (
    "Заявка читается легко, утверждения подтверждены.",
    "Видно, что участник считает результат, а не мероприятия.",
    "Описание конкретно: названы люди, сроки и числа.",
)

LEVELS = {
    "high": (
        "Это образцовый уровень для города.",
        "Лучше, чем принято в этой области.",
        "Такой подход стоит повторить другим.",
    ),
    "mid": (
        "Уровень хороший, замечания несущественны.",
        "Есть что улучшить, но основа надёжна.",
        "Решение рабочее и понятное.",
    ),
    "low": (
        "Подтверждений мало, есть существенные пробелы.",
        "Этого недостаточно для высокой оценки.",
        "Заявленное не подкреплено документами.",
    ),
}

ASPECTS = ("work", "result", "feedback", "city", "summary")

REFUSED = (
    "Без этих документов предлагать товар нельзя, поэтому ставлю ноль; участник может представить их в следующем году."
)

STOPPED = "Паспорт безопасности и протокол испытаний состава не представлены, маркировки обязательных сведений на упаковке нет. "


# The experts


def assessed(show: Show) -> list[dict[str, Any]]:
    """What the experts read."""
    return [row for row in show.cards if row["scores"]]


def assess(show: Show) -> Story:
    """CA-08, CA-10: two waves of assessments, so that nobody has more than eight in hand; sheets are accepted by themselves."""
    rows = assessed(show)
    half = len(rows) // 2
    for turn, part in enumerate((rows[:half], rows[half:])):
        yield from wave(show, part, show.call.days.admitted - 1 - 2 * turn)


def begin_to_assess(show: Show) -> Story:
    """CA-08 for half of the entries: experts are chosen, have no ties and read; the other half waits for the coordinator."""
    world = show.world
    yield world.days.at(show.call.days.admitted - 1, 9)
    rows = show.cards[::2]
    for row in rows:
        _choose(show, row["title"])
    yield world.days.at(show.call.days.admitted - 2, 9)
    _declare(show, rows)


def _choose(show: Show, title: str) -> None:
    """The group that the lot proposes."""
    expertise = of(show, title)
    chosen = selection.suggestion(expertise, selection.candidates(expertise))
    experts = [candidate.expert.pk for candidate in chosen]
    show.world.actor.answer(show.world.people["coordinator"], expertise.case, "form_group", experts=experts)


def _declare(show: Show, rows: list[dict[str, Any]]) -> None:
    clean = dict.fromkeys(("is_tied", "took_part", "is_related", "has_interest"), "no")
    for row in rows:
        for seat in _group(show, row["title"]):
            _as_expert(show, seat, "declare", answer="accept", promises_silence=True, **clean)


def wave(show: Show, rows: list[dict[str, Any]], day: int) -> Story:
    """CA-08, CA-10 of some entries: the groups, their declarations and their sheets, from a day on."""
    world = show.world
    yield world.days.at(day, 9)
    for row in rows:
        _choose(show, row["title"])
    yield world.days.at(day - 1, 9)
    _declare(show, rows)
    yield world.days.at(day - 1, 14)
    for row in rows:
        for seat in _group(show, row["title"]):
            _as_expert(show, seat, "open_materials")
    for number in range(3):
        yield world.days.at(day - 2 - number // 2, 10 + 4 * (number % 2))
        for row in rows:
            seat = _group(show, row["title"])[number]
            _as_expert(show, seat, "score", **sheet(row, seat, number))


def of(show: Show, title: str) -> Expertise:
    """The assessment of an entry as it stands."""
    pk = show.entry(title).expertise_id
    assert pk, f"{title} has not been sent to expertise yet"
    return Expertise.objects.select_related("case", "regulation").get(pk=pk)


def _group(show: Show, title: str) -> list[ExpertAssignment]:
    rows = ExpertAssignment.objects.filter(expertise=of(show, title)).select_related(
        "expert__person", "expertise__case"
    )
    return list(rows.order_by("pk"))


def _as_expert(show: Show, seat: ExpertAssignment, step: str, **answers: Any) -> None:
    show.world.actor.answer(show.world.experts[seat.expert_id], seat.expertise.case, step, item=seat, **answers)


def sheet(row: dict[str, Any], seat: ExpertAssignment, number: int) -> dict[str, Any]:
    """A sheet that comes to the total the story wants; two of three refuse an entry without its obligatory papers."""
    criteria = list(seat.expertise.criteria_of(seat.expert.track).criteria.all())
    seed = f"{row['title']}:{number}"
    values = spread([criterion.weight for criterion in criteria], Decimal(row["scores"][number]), seed)
    stops = row.get("stop", False) and number < 2
    answers: dict[str, Any] = {}
    for position, (criterion, given) in enumerate(zip(criteria, values, strict=True)):
        value = 0 if stops and criterion.is_blocking else given
        answers[f"value_{criterion.pk}"] = value
        answers[f"ground_{criterion.pk}"] = _ground(row, criterion, value, f"{seed}:{position}")
    total = sum(criterion.weight * answers[f"value_{criterion.pk}"] for criterion in criteria)
    advice = "recommend" if total >= 60 and not stops else "reject"
    return {**answers, "recommendation": advice, "conclusion": _conclusion(row, seed, stops)}


def _ground(row: dict[str, Any], criterion: Any, value: int, seed: str) -> str:
    random = Random(seed)  # noqa: S311
    if not value:
        return f"{criterion.title}: {STOPPED}{REFUSED}"
    level = "high" if value >= 9 else "mid" if value >= 6 else "low"
    facts = [row[name] for name in random.sample(ASPECTS, 3)]
    parts = [f"{criterion.title}.", facts[0], random.choice(LEVELS[level])]
    while len(" ".join(parts)) < (205 if value <= 3 or value >= 9 else 105):
        parts.insert(-1, facts.pop() if len(facts) > 1 else random.choice(OPENING))
    return " ".join(parts)


def _conclusion(row: dict[str, Any], seed: str, stops: bool) -> str:
    random = Random(f"{seed}:conclusion")  # noqa: S311
    parts = [f"«{row['title']}». {random.choice(OPENING)}", *(row[name] for name in ASPECTS)]
    parts.append(
        STOPPED
        if stops
        else "Сведения заявки сходятся между собой; на месте стоит проверить, как порядок соблюдается в обычный день."
    )
    while len(" ".join(parts)) < 505:
        parts.append(
            "Совет участнику: публиковать показатели раз в полгода, чтобы горожане видели, что качество держится."
        )
    return " ".join(parts)
