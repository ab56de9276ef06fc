"""A card goes to the experts, and the conclusion moves it on (CARD-09, 14, 15, 17…20, 33). Under the lock of its case."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from casework.appealing import is_appealed
from casework.door import Refused
from casework.notify import notify
from committee.minutes.papers import quoted
from expertise.expertises import actions as expertises
from expertise.models import Expertise
from library.cards import hearing, papers, talk
from library.cards.carrying import go
from library.cards.editing import amend
from library.cards.holding import issue_sheet, put_in_force
from library.cards.models import Card
from library.examination.models import CardExamination, RemarkReply
from library.examination.remarks import outstanding
from programme.models import Person

Status, Outcome = Card.Status, Expertise.Outcome
VALID = (Expertise.Status.CONCLUDED, Expertise.Status.PUBLISHED, Expertise.Status.APPEALED)


def require_uncontested(card: Card) -> None:
    """Raises Refused while an appeal against the last conclusion runs."""
    if card.expertise is not None and is_appealed(card.expertise):
        raise Refused(hearing.CONTESTED)


def order(card: Card, *, by: Person) -> None:
    """CARD-09: the kind has no discussion before its expertise."""
    card.published_at = card.published_at or timezone.now()
    expertise = _request(card, by)
    go(card.examine, f"Карточка направлена на экспертизу {expertise.number}", by=by)


def revise(
    card: Card, *, by: Person, title: str, area: str, payload: dict[str, Any], replies: dict[str, str] | None = None
) -> None:
    """CARD-14, CARD-15, or CARD-13 if the keeper has asked for it: revised, or left as it is, by its author.

    To the experts, or to the committee if they have assessed this very text.
    """
    require_uncontested(card)
    edition, is_changed = amend(card, by=by, title=title, area=area, payload=payload)
    facts = {"edition": edition.number, "sha256": edition.sha256, "is_changed": is_changed}
    how = "Доработанная карточка" if is_changed else "Карточка без изменений"
    card.remarks = ""
    if is_changed and card.again_ground and not card.is_discussed_again:
        if card.kind.rule.has_step("expertise"):
            _answer(card, replies or {}, by)
        talk.discuss_revised(card, by=by, facts=facts)
        return
    if not card.kind.rule.has_step("expertise"):
        hearing.bring_again(card, by=by, title=f"{how} внесена в комитет", facts=facts)
        return
    _answer(card, replies or {}, by)
    if goes_to_committee(card):
        hearing.bring_again(card, by=by, title=f"{how} внесена в комитет", facts=facts)
        return
    expertise = _request(card, by)
    go(card.examine_revised, f"{how} направлена на экспертизу {expertise.number}", by=by, payload=facts)


def goes_to_committee(card: Card) -> bool:
    """CARD-15: is there a conclusion about this very text, other than «доработать»?"""
    expertise, edition = card.expertise, card.current
    if expertise is None or edition is None or not card.kind.rule.has_step("committee"):
        return False
    is_valid = expertise.status in VALID and expertise.outcome not in ("", Outcome.REWORK)
    return is_valid and expertise.version_hash == edition.sha256


def _answer(card: Card, replies: dict[str, str], by: Person) -> None:
    """Every remark has an answer of the author's."""
    rows = outstanding(card)
    if any(not replies.get(row.name, "").strip() for row in rows):
        raise Refused("Ответьте на каждое замечание: без этого карточка на экспертизу не уходит.")
    for row in rows:
        RemarkReply.objects.create(
            card=card, remark=f"{row.label}. {row.text}".strip(), text=replies[row.name], by=by, **row.source
        )


def _request(card: Card, by: Person) -> Expertise:
    """EX-01: the experts read the edition with what was answered to remarks; a discussion of the very same text is not held twice."""
    edition, organization = card.current, card.organization
    assert edition is not None, "only what was submitted is assessed"
    if organization is None:
        raise Refused("Экспертизу просит организация: внесите карточку от её имени.")
    expertise = expertises.request(
        object_title=f"{card.kind} {quoted(card.title)}",
        object_url=card.get_absolute_url(),
        applicant=organization,
        materials=papers.request(card, edition, by, replies=[(row.remark, row.text) for row in card.replies.all()]),
        version_hash=edition.sha256,
        requested_sum=Decimal(0),
        area=card.area,
        author_people={card.author, edition.by},
        is_repeat=card.examinations.exists(),
        criteria=card.kind.rule.criteria_set,
        discussed=card.topic,
        by=by,
    )
    card.expertise = expertise
    CardExamination.objects.create(card=card, edition=edition, expertise=expertise)
    return expertise


def is_reworked_twice(card: Card) -> bool:
    """Have the experts asked for rework a second time? What an appeal has set aside does not count."""
    rows = card.examinations.filter(expertise__outcome=Outcome.REWORK, expertise__status__in=VALID)
    return rows.count() > 1


def conclude(card: Card) -> None:
    """CARD-17…CARD-20: what the published conclusion, or the end without one, makes of the card."""
    expertise = card.expertise
    assert expertise is not None, "the expertise has been asked for"
    result, paper = expertise.outcome, expertise.conclusion
    words = f"Заключение № {paper.number}: {expertise.get_outcome_display()}" if paper and result else ""
    if not result:
        _back(card, f"Экспертизы не было: {expertise.get_status_display().lower()}", expertise.refusal)
    elif result == Outcome.REWORK and not is_reworked_twice(card):
        _back(card, words, words)
    elif card.kind.rule.has_step("committee"):
        card.agenda_item = hearing.propose(card, by=None)
        go(card.bring_assessed, f"Карточка внесена в комитет. {words}", ground=words)
    elif result == Outcome.RECOMMEND:
        issue_sheet(card, None)
        put_in_force(card, card.recommend, f"Карточка действует. {words}", None)
    else:
        card.ground = f"{words}. Повторная доработка не предусмотрена" if result == Outcome.REWORK else words
        go(card.not_recommend, f"Карточка отклонена. {words}", ground=card.ground, at=timezone.now())
        papers.not_recommended(card, expertise)


def _back(card: Card, words: str, ground: str) -> None:
    """CARD-20: to the author again."""
    card.remarks = ground
    go(card.return_from_expertise, f"Карточка возвращена автору. {words}", ground=ground)
    event = f"card:{card.pk}:expertise:{card.expertise_id}"
    notify(card.owner_key, event, "Карточка вернулась с экспертизы", f"{card}. {words}", card.get_absolute_url())
