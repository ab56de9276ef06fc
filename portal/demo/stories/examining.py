"""An expertise as its people live it: the group, declarations, sheets, the meeting, the conclusion."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from expertise.models import ExpertAssignment, Expertise
from expertise.panels import selection
from expertise.scoring import assessment
from library.models import Card
from negotiations.models import Proposal
from portal.demo import words
from portal.demo.people import World
from portal.demo.player import PAPER, Story
from portal.demo.scores import spread
from portal.demo.stories.applying import card, find, head, minute, project
from programme.models import Person

PROFESSIONAL, PUBLIC = "professional", "public"
Total = int | float
GROUND = "Предложение допущено, запрошены средства города: экспертиза обязательна (регламент, раздел 3.2)."
CARD_GROUND = "Род карточки требует экспертизы, обсуждение завершено, замечания разобраны (регламент, раздел 8.2)."


@dataclass
class Plan:
    """How an expertise goes: the day it is ordered, the totals experts come to, what is unusual about it."""

    code: str
    ordered: int
    professional: list[Total]
    public: list[Total]
    additional: Total | None = None
    conflict: str = ""
    reply: str = "agree"
    objection: str = ""
    answer: str = ""
    lateness: dict[int, int] = field(default_factory=dict)

    @property
    def delay(self) -> int:
        """A second round of invitations takes two days."""
        return 2 if self.conflict else 0


def examined(world: World, code: str) -> Proposal | Card:
    """The proposal or the card as it stands now."""
    return Card.objects.get(pk=world.cards[code]) if code in world.cards else find(world, code)


def _title(code: str) -> str:
    """A card of the library has its title beside its texts."""
    return project(code).get("title") or card(code)["title"]


def of(world: World, code: str) -> Expertise:
    """Its expertise as it stands now."""
    pk = examined(world, code).expertise_id
    assert pk, f"{code} has not been sent to expertise yet"
    return Expertise.objects.select_related("case", "regulation").get(pk=pk)


def group_of(world: World, code: str, **facts: Any) -> list[ExpertAssignment]:
    """Its experts in the order in which they were asked."""
    rows = ExpertAssignment.objects.filter(expertise=of(world, code), **facts).select_related("expert__person")
    return list(rows.order_by("pk"))


def coordinate(world: World, code: str, step: str, **answers: Any) -> None:
    """A step of the office."""
    world.actor.answer(world.people["coordinator"], of(world, code).case, step, **answers)


def as_expert(world: World, row: ExpertAssignment, step: str, **answers: Any) -> None:
    """A step of one of the group."""
    person = world.experts[row.expert_id]
    world.actor.answer(person, row.expertise.case, step, item=row, **answers)


def gather(world: World, plan: Plan) -> Story:
    """From the request to a group that has opened the materials (EX-02…EX-06, EA-01…EA-05)."""
    code, day = plan.code, plan.ordered
    yield world.days.at(day - 1, 9, minute(code))
    coordinate(world, code, "register")
    coordinate(world, code, "decide", verdict="hold", ground=CARD_GROUND if code in world.cards else GROUND)
    yield world.days.at(day - 2, 11, minute(code))
    _invite(world, code)
    yield world.days.at(day - 3, 10, minute(code))
    for number, row in enumerate(group_of(world, code)):
        declare(world, row, plan.conflict if number == 0 else "")
    if plan.conflict:
        yield world.days.at(day - 4, 11, minute(code))
        _invite(world, code)
        yield world.days.at(day - 5, 10, minute(code))
        for row in group_of(world, code, status=ExpertAssignment.Status.PROPOSED):
            declare(world, row)
    yield world.days.at(day - 4 - plan.delay, 13, minute(code))
    for row in group_of(world, code, status=ExpertAssignment.Status.ACCEPTED):
        as_expert(world, row, "open_materials")


def _invite(world: World, code: str) -> None:
    """The lot suggests, the coordinator follows it."""
    expertise = of(world, code)
    chosen = selection.suggestion(expertise, selection.candidates(expertise))
    coordinate(world, code, "form_group", experts=[candidate.expert.pk for candidate in chosen])


def declare(world: World, row: ExpertAssignment, conflict: str = "") -> None:
    """EA-01, EA-02: the invitation is accepted, with or without something to tell."""
    answers: dict[str, Any] = dict.fromkeys(("is_tied", "took_part", "is_related", "has_interest"), "no")
    if conflict:
        answers |= {"took_part": "yes", "details": conflict}
    as_expert(world, row, "declare", answer="accept", promises_silence=True, **answers)


def score(
    world: World, plan: Plan, row: ExpertAssignment, total: Total, marks: Mapping[int, int] | None = None
) -> None:
    """EA-06: one expert's sheet with the total the story wants, but for `marks` given otherwise by the number of their criterion."""
    expertise, story, track = of(world, plan.code), project(plan.code), row.expert.track
    criteria = list(expertise.criteria_of(track).criteria.all())
    seed = f"{plan.code}:{row.pk}"
    scores = spread([criterion.weight for criterion in criteria], Decimal(str(total)), seed)
    scores = [(marks or {}).get(criterion.number, value) for criterion, value in zip(criteria, scores, strict=True)]
    letter = "c" if plan.code in world.cards else "p" if track == PROFESSIONAL else "o"
    names = [f"{letter}{criterion.number}" for criterion in criteria]
    answers: dict[str, Any] = {}
    for criterion, name, value in zip(criteria, names, scores, strict=True):
        answers[f"value_{criterion.pk}"] = value
        answers[f"ground_{criterion.pk}"] = words.ground(story, name, value, seed)
    advice = words.recommendation_for(float(total), float(expertise.threshold or 0))
    given = dict(zip(names, scores, strict=True))
    text = words.conclusion(story, _title(plan.code), row.expert.field, given, advice, seed)
    as_expert(world, row, "score", conclusion=text, recommendation=advice, **answers)


def totals_of(world: World, plan: Plan) -> list[tuple[ExpertAssignment, Total]]:
    """Who comes to which total: experts of a track in the order of their numbers."""
    rows = group_of(world, plan.code, number__isnull=False, is_additional=False)
    given = {PROFESSIONAL: iter(plan.professional), PUBLIC: iter(plan.public)}
    return [(row, next(given[row.expert.track])) for row in rows]


def assess(world: World, plan: Plan) -> Story:
    """All sheets come in, day by day, and are accepted (EA-06, EA-11)."""
    day = plan.ordered - plan.delay
    for number, (row, total) in enumerate(totals_of(world, plan)):
        yield world.days.at(day - 6 - number, 12, minute(plan.code))
        score(world, plan, row, total)
        yield world.days.at(day - 7 - number, 9, minute(plan.code))
        accept(world, row)


def accept(world: World, row: ExpertAssignment) -> None:
    """EA-11."""
    world.actor.answer(world.people["coordinator"], row.expertise.case, "accept_sheet", item=row, verdict="accept")


def ask_additional(world: World, plan: Plan, day: int) -> Story:
    """EX-10: a third professional expert is asked, declares and opens the materials."""
    yield world.days.at(day, 12, minute(plan.code))
    candidates = selection.candidates(of(world, plan.code), PROFESSIONAL)
    chosen = next(candidate for candidate in candidates if candidate.can_be_asked)
    coordinate(world, plan.code, "appoint_additional", expert=chosen.expert.pk)
    yield world.days.at(day - 1, 10, minute(plan.code))
    (row,) = group_of(world, plan.code, is_additional=True)
    declare(world, row)
    yield world.days.at(day - 1, 15, minute(plan.code))
    as_expert(world, row, "open_materials")


def settle_deviation(world: World, plan: Plan) -> Story:
    """EX-11: the sheet of the additional expert."""
    assert plan.additional is not None
    yield from ask_additional(world, plan, plan.ordered - 12)
    (row,) = group_of(world, plan.code, is_additional=True)
    yield world.days.at(plan.ordered - 17, 12, minute(plan.code))
    score(world, plan, row, plan.additional)
    yield world.days.at(plan.ordered - 18, 9, minute(plan.code))
    accept(world, row)


def conclude(world: World, plan: Plan) -> Story:
    """From the call to the meeting to the published conclusion (EX-12…EX-18)."""
    code, day = plan.code, plan.ordered - plan.delay - (7 if plan.additional else 0)
    yield world.days.at(day - 12, 14, minute(code))
    held_on = world.days.day(day - 14)
    coordinate(
        world,
        code,
        "convene",
        held_on=held_on.isoformat(),
        place="15:00, ул. Демонстрационная, 102, зал 3, и по видеосвязи",
    )
    yield world.days.at(day - 14, 17, minute(code))
    proceedings = proceedings_of(world, plan)
    coordinate(world, code, "consolidate", fill=comments, proceedings=proceedings)
    yield world.days.at(day - 15, 10, minute(code))
    texts = words.conclusion_texts(project(code), examined(world, code), outcome_of(world, code))
    coordinate(world, code, "draft_conclusion", **texts)
    yield from _hear(world, plan, day)
    yield world.days.at(day - (21 if plan.reply == "silent" else 18), 12, minute(code))
    leading = of(world, code).leading
    assert leading
    person = world.experts[leading.expert_id]
    world.actor.answer(person, of(world, code).case, "approve", verdict="approve")
    yield world.days.at(day - (22 if plan.reply == "silent" else 19), 10, minute(code))
    yield PAPER
    paper = of(world, code).conclusion
    assert paper
    sign(world, paper, [world.people["coordinator"], person])


def outcome_of(world: World, code: str) -> str:
    """What the sheets lead to."""
    return str(assessment.assess(of(world, code)).outcome.value)


def _hear(world: World, plan: Plan, day: int) -> Story:
    """EX-15: the applicant agrees, objects, or lets the term pass."""
    if plan.reply == "silent":
        return
    yield world.days.at(day - 17, 11, minute(plan.code))
    case = of(world, plan.code).case
    world.actor.answer(_author(world, plan.code), case, "object", answer=plan.reply, text=plan.objection)
    if plan.reply == "object":
        yield world.days.at(day - 18, 9, minute(plan.code))
        coordinate(world, plan.code, "answer", text=plan.answer)


def _author(world: World, code: str) -> Person:
    """Who answers for what is examined."""
    return world.people[project(code)["author"]] if code in world.cards else head(world, code)


def comments(form: Any) -> dict[str, Any]:
    """Who leads, and a word on every wide difference, as the form asks."""
    text = "Эксперты исходили из разных сведений: первый — из текста заявки, второй — из приложений. Совещание приняло за основу приложения."
    given: dict[str, Any] = {f"comment_{criterion.pk}": text for criterion in form.criteria}
    given["leading"] = form.fields["leading"].queryset.order_by("expert__person__last_name", "pk").first()
    if "public_note" in form.fields:
        given["public_note"] = "Размах объясняется разным опытом соседств; совещание сочло обе позиции обоснованными."
    return given


def proceedings_of(world: World, plan: Plan) -> str:
    """What the coordinator writes of a meeting."""
    facts = project(plan.code)["facts"]
    result = assessment.assess(of(world, plan.code))
    extra = " Лист дополнительного эксперта рассмотрен наравне с остальными." if plan.additional else ""
    return (
        f"Обсуждены листы всех экспертов, расчёт итогового балла проверен: {str(result.score).replace('.', ',')}.{extra} "
        f"Эксперты сошлись в оценке сильных сторон: {facts['reach'][:1].lower()}{facts['reach'][1:]} "
        f"Больше всего спорили о другом: {facts['risk'][:1].lower()}{facts['risk'][1:]} Решено отразить это в рекомендациях."
    )


def sign(world: World, paper: Any, people: list[Person]) -> None:
    """Each signatory opens the paper and signs it with a simple electronic signature."""
    for person in people:
        request = paper.signature_requests.get(person=person)
        world.actor.answer(person, paper.signing_case, "sign", item=request, answer="sign")


def examine(world: World, plan: Plan) -> Story:
    """A whole expertise."""
    yield from gather(world, plan)
    yield from assess(world, plan)
    if plan.additional:
        yield from settle_deviation(world, plan)
    yield from conclude(world, plan)
