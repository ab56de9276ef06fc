"""An amendment on its way to the group: proposed, supported, checked, put, withdrawn (регламент 3.4.2)."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.notify import notify
from committee.agenda import actions as agenda
from committee.models import AgendaItem
from journal.record import move, record
from programme.identity.actions import require_level
from programme.models import Organization, Person, Sector
from protocol.amendments import collisions, papers, resolutions, spans
from protocol.amendments.models import RESIDENTS, Amendment, Petition, PetitionSupport
from protocol.editions.articles import ArticleText
from protocol.editions.models import ProtocolEdition
from protocol.items import asked_item, item_if_asked
from protocol.subamendments import actions as subamendments
from protocol.subamendments.models import Subamendment

Status = Amendment.Status
Kind = Amendment.Kind


def span_in(text: ArticleText, words: str) -> spans.Span:
    """Where the words stand in the published text; refused unless exactly once."""
    try:
        return spans.find_once(text.project, words)
    except spans.NotOnce as wrong:
        if wrong.times:
            raise Refused(
                f"Эти слова встречаются в статье {wrong.times} раза. Возьмите больше слов, чтобы место было одно."
            ) from None
        raise Refused("Таких слов в статье нет. Скопируйте их из текста статьи без изменений.") from None


@transaction.atomic
def propose_change(
    edition: ProtocolEdition, *, by: Person, organization: Organization | None, text: ArticleText | None, kind: str,
    reasoning: str, words: str = "", wording: str = "", title: str = "", indicator: str = "",
) -> Amendment | Petition:  # fmt: skip
    """Propose a change of one article. An organisation's signer submits it at once; a resident begins a petition for it.

    Refused outside the intake, without a signer's capacity, or if the words do not stand in the article exactly once.
    """
    edition = ProtocolEdition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if not edition.is_open_to_amendments:
        raise Refused("Поправки к этой редакции сейчас не принимаются.")
    facts: dict[str, Any] = {
        "edition": edition,
        "article_text": text,
        "kind": kind,
        "reasoning": reasoning,
        "author": by,
    }
    if kind == Kind.REPLACE:
        assert text is not None, "words are replaced in an article"
        span = span_in(text, words)
        facts |= {"start": span.start, "words": text.project[span.start : span.end], "wording": wording}
        if facts["words"] == wording:
            raise Refused("Предлагаемые слова совпадают с теми, что в статье.")
    elif kind == Kind.NEW:
        facts |= {"article_text": None, "wording": wording, "title": title, "indicator": indicator}
    if organization is None:
        return _gather(by, facts)
    if f"signer:{organization.pk}" not in by.capacity_keys():
        raise Refused("Поправку от организации вносит её подписант.")
    return _submit(edition, {**facts, "organization": organization}, by)


def _gather(by: Person, facts: dict[str, Any]) -> Petition:
    petition = Petition.objects.create(**facts)
    record(petition, "open", f"Начат сбор сторонников поправки: {petition.place}", by=by)
    return support(petition, by=by)


def _submit(edition: ProtocolEdition, facts: dict[str, Any], by: Person) -> Amendment:
    last = edition.amendments.order_by("-number").first()
    amendment = Amendment.objects.create(number=last.number + 1 if last else 1, **facts)
    record(
        amendment, "submit", f"Внесена поправка № {amendment.number}: {amendment.place}", by=by, after=amendment.status
    )
    for other in collisions.of(amendment):
        notify(
            other.author_key, f"amendment:{amendment.pk}:collides:{other.pk}", "Ваша поправка пересекается с другой",
            f"{other} и поправка № {amendment.number} меняют одни и те же слова: группа сможет принять только одну.",
            other.get_absolute_url(),
        )  # fmt: skip
    door.open_case(amendment, by)
    return amendment


def supporters_needed(edition: ProtocolEdition) -> int:
    """How many residents make an amendment."""
    return int(edition.case.regulation.value("protocol.authors_group_min"))


@transaction.atomic
def support(petition: Petition, *, by: Person) -> Petition:
    """A resident signs the petition; with the last signature the regulation asks for, the amendment is submitted."""
    petition = Petition.objects.select_for_update(of=("self",)).select_related("edition").get(pk=petition.pk)
    edition = ProtocolEdition.objects.select_for_update(of=("self",)).get(pk=petition.edition_id)
    if petition.closed_at or not edition.is_open_to_amendments:
        raise Refused("Сбор сторонников уже закончен.")
    require_level(by, "petition_support", edition.case.regulation)
    _, is_new = PetitionSupport.objects.get_or_create(petition=petition, person=by, defaults={"level": by.level})
    if not is_new:
        raise Refused("Вы уже поддержали эту поправку.")
    count = petition.supports.count()
    record(petition, "support", f"Поддержка поправки: {count}", by=by)
    if count < supporters_needed(edition):
        return petition
    petition.closed_at = timezone.now()
    petition.save(update_fields=["closed_at"])
    names = ["article_text", "kind", "words", "start", "wording", "title", "indicator", "reasoning", "author"]
    facts = {name: getattr(petition, name) for name in names}
    amendment = _submit(edition, {**facts, "edition": edition, "petition": petition}, petition.author)
    notify(
        f"person:{petition.author_id}", f"petition:{petition.pk}:submitted", "Поправка внесена",
        f"Её поддержали {count} человек. Номер поправки — {amendment.number}.", amendment.get_absolute_url(),
    )  # fmt: skip
    return petition


def give_up_petition(petition: Petition, *, by: Person) -> None:
    """The author stops gathering."""
    if petition.author_id != by.pk:
        raise Refused("Прекратить сбор может только его автор.")
    if petition.closed_at:
        raise Refused("Сбор сторонников уже закончен.")
    petition.closed_at, petition.is_dropped = timezone.now(), True
    petition.save(update_fields=["closed_at", "is_dropped"])
    record(petition, "give_up", "Сбор сторонников прекращён автором", by=by)


def check(amendment: Amendment, *, by: Person, outcome: str, reasons: str = "") -> None:
    """3.4.2: admit the amendment or not; the author is told, with reasons on paper if it is not admitted."""
    if outcome == "admit":
        move(amendment.admit, "Поправка допущена", by=by)
        title, words = "Поправка допущена", "Её рассмотрит рабочая группа после окончания приёма поправок."
    else:
        move(amendment.refuse, "Поправка не допущена", by=by, ground=reasons, reasons=reasons)
        paper = papers.answer(amendment, title="О недопуске поправки", lead=reasons, by=by)
        amendment.answer = paper
        amendment.save(update_fields=["answer"])
        title, words = "Поправка не допущена", reasons
    notify(amendment.author_key, f"amendment:{amendment.pk}:checked", title, f"{amendment}. {words}", amendment.get_absolute_url())  # fmt: skip


@transaction.atomic
def put_to_group(amendment: Amendment, *, by: Person, group_words: str, group_wording: str) -> None:
    """Put an amendment on the agenda of the group; of two that change the same words the second waits for the first."""
    Amendment.objects.select_for_update(of=("self",)).get(pk=amendment.pk)
    if earlier := collisions.earlier(amendment):
        raise Refused(
            f"Сначала группа решит поправку № {earlier.number}: она меняет те же слова и "
            f"{'шире' if earlier.kind == Kind.DROP else 'внесена раньше'}."
        )
    taken = collisions.taken(amendment)
    if amendment.kind == Kind.REPLACE:
        text = amendment.article_text
        assert text is not None, "words are replaced in an article"
        span = span_in(text, group_words or amendment.words)
        amendment.group_words, amendment.group_start = text.project[span.start : span.end], span.start
    amendment.group_wording = group_wording
    has_own_words = bool(group_wording) and amendment.kind != Kind.DROP and not collisions.touches_taken(amendment)
    proposals: list[Amendment | Subamendment] = [
        amendment,
        *amendment.subamendments.select_related("organization", "author"),
    ]
    amendment.item = agenda.propose_item(
        body=amendment.edition.group,
        title=f"О поправке № {amendment.number} ({amendment.place}) к редакции № {amendment.edition.number}",
        question=papers.question(amendment, taken),
        draft_resolution="Рассмотреть поправку по существу.",
        resolutions=resolutions.options(amendment, is_free=not taken, has_own_words=has_own_words),
        about=f"поправки № {amendment.number} ({amendment.place}) к редакции № {amendment.edition.number}",
        reporter=amendment.author_name,
        matter="protocol",
        concerned=[row.author_key for row in proposals],
        conflicted_organizations=[row.organization for row in proposals if row.organization],
        interested_people=[row.author for row in proposals if row.author_name == RESIDENTS],
        by=by,
    )
    if amendment.status == Status.ADMISSIBLE:
        move(amendment.discuss, "Поправка вынесена на рабочую группу", by=by)
    else:
        amendment.save()
        record(amendment, "put_again", "Поправка вынесена на рабочую группу ещё раз", by=by)


def withdraw(amendment: Amendment, *, by: Person, ground: str) -> None:
    """3.4.2: the author takes it back before the group has decided. Under the lock of its case."""
    if amendment.author_key not in by.capacity_keys():
        raise Refused("Отозвать поправку может тот, кто её внёс.")
    if amendment.status not in Amendment.LIVE:
        raise Refused("По поправке уже принято решение: отозвать её нельзя.")
    item = item_if_asked(amendment.item_id)
    if item and item.status == AgendaItem.Status.DECIDED:
        raise Refused("Рабочая группа уже проголосовала: отозвать поправку нельзя.")
    if item and not item.is_settled:
        agenda.withdraw_item(item, ground="поправка отозвана автором", by=by)
    move(amendment.withdraw, "Поправка отозвана автором", by=by, ground=ground)
    subamendments.tell_outcome(amendment, ground)
    door.close_case(amendment.case)
    door.notify_waiters(amendment.edition)


OF_SECTOR = {Sector.AUTHORITY: "власть", Sector.BUSINESS: "бизнес", Sector.COMMUNITY: "общественный сектор"}


def against_as_a_whole(votes: dict[str, dict[str, int]]) -> list[str]:
    """The sectors all of whose votes were against (KP-07)."""
    return [
        sector for sector, row in votes.items() if row["against"] and not row["for"] and not row["abstained"]
    ]  # fmt: skip


def apply_decision(amendment: Amendment) -> None:
    """Follow the signed minutes of the group; if a whole sector voted against, the amendment goes to conciliation."""
    item = asked_item(amendment.item_id)
    if not item.verdict:
        record(amendment, "not_heard", "Рабочая группа не рассмотрела поправку", ground=item.motive)
        return
    disputed = against_as_a_whole(item.votes_by_sector())
    if wording := resolutions.proposed_wording(amendment, item.verdict):
        amendment.take_wording(wording)
    if disputed or item.verdict == "conciliate":
        words = ", ".join(OF_SECTOR[Sector(sector)] for sector in disputed) or "нет двух третей"
        amendment.disputed_by = words
        amendment.save(update_fields=["disputed_by", "group_words", "group_start", "group_wording"])
        record(amendment, "dispute", f"Поправка передана на согласительное заседание: {words}", ground=item.reasons)
        door.notify_waiters(amendment.edition)
        return
    decide(
        amendment,
        "accept_partly" if wording else item.verdict,
        item.reasons,
        ground=f"протокол рабочей группы № {item.paper.number}",
    )


def decide(amendment: Amendment, outcome: str, reasons: str, *, ground: str) -> None:
    """3.4.2: accept the amendment, accept it in other words than its author's, or decline it."""
    transition, title = {
        "accept": (amendment.accept, "Поправка принята"),
        "accept_partly": (amendment.accept_partly, "Поправка принята частично"),
        "decline": (amendment.decline, "Поправка отклонена"),
    }[outcome]
    move(transition, title, ground=ground, reasons=reasons, at=timezone.now())
    subamendments.tell_outcome(amendment, reasons)
    door.notify_waiters(amendment)
    door.notify_waiters(amendment.edition)


def answer(amendment: Amendment, *, by: Person, words: str) -> None:
    """3.4.2: the author is told the decision and its reasons within three working days, on paper."""
    title = f"О решении по поправке № {amendment.number}"
    amendment.answer = papers.answer(amendment, title=title, lead=words, by=by)
    amendment.save(update_fields=["answer"])
    record(amendment, "answer", "Автору направлен ответ", by=by, payload={"document": amendment.answer.number})
    notify(
        amendment.author_key, f"amendment:{amendment.pk}:answer", f"{title}: {amendment.get_status_display().lower()}",
        words, amendment.get_absolute_url(),
    )  # fmt: skip
