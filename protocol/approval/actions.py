"""From the decided amendments to a text in force and to the archive: KP-06, KP-08…KP-15."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from casework import door, roles
from casework.door import Refused
from casework.notify import notify
from committee.agenda import actions as agenda
from committee.models import AgendaItem
from journal.record import move, record
from programme.models import Person
from protocol.amendments import papers as amendments_papers
from protocol.amendments.models import Amendment
from protocol.approval.consolidation import consolidated, taken
from protocol.approval.resolutions import APPROVE, EXTEND, REWORKED
from protocol.continuations.actions import carry_on
from protocol.editions import papers as editions_papers
from protocol.editions.articles import Article, ArticleText
from protocol.editions.models import ProtocolEdition
from protocol.items import asked_item, item_if_asked
from protocol.signatories import counting
from protocol.signatories.actions import close_signing_in_force, close_window, edition_ceased, open_signing

Status = ProtocolEdition.Status


@transaction.atomic
def bring_to_committee(edition: ProtocolEdition, *, by: Person) -> None:
    """KP-06, KP-08: the accepted amendments become the text, once; the papers are drawn up, the committee is asked."""
    edition = ProtocolEdition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if edition.amendments.filter(status__in=Amendment.LIVE).exists():
        raise Refused("Решены ещё не все поправки.")
    if edition.consolidated_at is None:
        _consolidate(edition)
    materials = [
        amendments_papers.amendments(edition, by=by),
        amendments_papers.comparison(edition, by=by),
        editions_papers.project(edition, by=by),
    ]
    materials += [paper.document for paper in edition.papers.filter(purpose="feedback")]
    edition.committee_item = _ask_committee(edition, materials, by)
    if edition.status == Status.CONCILIATION:
        move(edition.reconcile, "Спорные статьи согласованы или сняты, текст внесён в комитет", by=by)
    else:
        move(edition.bring_to_committee, "Поправки сведены, текст внесён в комитет", by=by)


def _consolidate(edition: ProtocolEdition) -> None:
    amendments = taken(edition)
    for text in edition.texts:
        words, is_dropped = consolidated(text, amendments)
        if (words, is_dropped) != (text.text, text.dropped):
            text.text, text.dropped = words, is_dropped
            text.save(update_fields=["text", "dropped"])
    last = edition.article_texts.order_by("-position").first()
    position = last.position if last else 0
    for amendment in amendments:
        if amendment.kind == Amendment.Kind.NEW:
            position += 1
            ArticleText.objects.create(
                edition=edition, article=Article.next(), position=position, title=amendment.title, indicator=amendment.indicator,
                text=amendment.group_wording if amendment.is_accepted_partly else amendment.wording,
            )  # fmt: skip
    edition.consolidated_at = timezone.now()
    record(edition, "consolidate", f"В текст внесены принятые поправки: {len(amendments)}")


def _ask_committee(edition: ProtocolEdition, materials: list[Any], by: Person) -> AgendaItem:
    return agenda.propose_item(
        title=f"Об одобрении редакции № {edition.number} Красноярского протокола",
        question=editions_papers.known_to_committee(edition),
        draft_resolution=f"Одобрить редакцию № {edition.number} Красноярского протокола.\nОткрыть её для подписания.",
        resolutions=APPROVE,
        about=f"редакции № {edition.number} Красноярского протокола",
        reporter=f"{by.short_name}, редактор Протокола",
        matter="protocol",
        materials=materials,
        by=by,
    )


def bring_again(edition: ProtocolEdition, *, by: Person) -> None:
    """Put the question once more, which the committee has not considered."""
    old = asked_item(edition.committee_item_id)
    edition.committee_item = _ask_committee(edition, list(old.materials.all()), by)
    edition.save(update_fields=["committee_item"])
    record(edition, "bring_again", "Вопрос внесён в комитет ещё раз", by=by)


def apply_verdict(edition: ProtocolEdition) -> None:
    """KP-09, KP-10: what two thirds of the committee, or a majority with remarks, have resolved."""
    item = asked_item(edition.committee_item_id)
    if item.is_effective and item.verdict == "approve":
        approve(edition, ground=f"решение комитета № {item.paper.number}")
    elif item.is_effective and item.verdict == "return":
        move(edition.return_to_group, "Комитет вернул редакцию рабочей группе", ground=item.reasons)
        notify(
            roles.PROTOCOL_EDITOR, f"item:{item.pk}:returned", "Комитет вернул редакцию с замечаниями", item.reasons,
            edition.get_absolute_url(),
        )  # fmt: skip
    else:
        record(edition, "not_heard", "Комитет не рассмотрел вопрос об одобрении", ground=item.motive)


def approve(edition: ProtocolEdition, *, ground: str) -> None:
    """KP-09: issue the fixed text, open it for signature, mark the accepted amendments as incorporated."""
    document = editions_papers.edition(edition, ground)
    move(
        edition.approve, "Комитет одобрил редакцию, текст зафиксирован", ground=ground, document=document, at=timezone.now()
    )  # fmt: skip
    for amendment in taken(edition):
        move(amendment.incorporate, "Поправка вошла в зафиксированный текст", ground=ground)
    carry_on(edition)
    open_signing(edition)


def rework(edition: ProtocolEdition, *, by: Person, words: str) -> None:
    """KP-11: the remarks of the committee are worked in; the group is asked, two thirds are needed."""
    if empty := [str(text.position) for text in edition.living_texts if not text.is_filled]:
        raise Refused(f"Заполните статьи: {', '.join(empty)}.")
    assert edition.group is not None, "a returned edition has a group"
    draft = editions_papers.project(edition, by=by)
    edition.review_item = agenda.propose_item(
        body=edition.group,
        title=f"О доработке редакции № {edition.number} по замечаниям комитета",
        question=words,
        draft_resolution="Согласиться с доработанным текстом и внести его в комитет.",
        resolutions=REWORKED,
        reporter=f"{by.short_name}, редактор Протокола",
        matter="protocol",
        materials=[draft],
        by=by,
    )
    edition.save(update_fields=["review_item"])
    record(edition, "ask_group", "Доработанный текст внесён на рабочую группу", by=by, ground=words)


def apply_rework(edition: ProtocolEdition) -> None:
    """KP-11: two thirds of the group agree with the reworked text."""
    item = asked_item(edition.review_item_id)
    if item.verdict == "approve":
        move(edition.rework, "Рабочая группа согласилась с доработкой", ground=f"протокол № {item.paper.number}")
    else:
        record(edition, "rework_again", "Рабочая группа просит доработать ещё", ground=item.reasons or item.motive)


def enter_into_force(edition: ProtocolEdition) -> None:
    """KP-12: nine signatures and three of each sector; the edition in force before will stand for sixty working days more."""
    count = counting.count(edition)
    move(
        edition.enter_into_force, f"Редакция вступила в силу: подписей {count.total}", at=timezone.now(),
        payload={"total": count.total, **count.by_sector},
    )  # fmt: skip
    close_signing_in_force(edition)
    editions_papers.outcome(edition, count)
    for old in ProtocolEdition.objects.filter(status=Status.IN_FORCE).exclude(pk=edition.pk):
        door.notify_waiters(old)
    _tell(edition, "in_force", f"Редакция № {edition.number} Протокола вступила в силу")


def ask_extension(edition: ProtocolEdition, *, by: Person, ground: str) -> None:
    """KP-13: the committee is asked for fifteen working days more, once, while the window is open."""
    if edition.status != Status.OPEN_FOR_SIGNATURE or edition.extended_at:
        raise Refused("Продлить можно только открытое подписание и только один раз.")
    item = item_if_asked(edition.extension_item_id)
    if item and not item.is_concluded:
        raise Refused("Комитет уже рассматривает вопрос о продлении.")
    edition.extension_item = agenda.propose_item(
        title=f"О продлении подписания редакции № {edition.number} Красноярского протокола",
        question=ground,
        draft_resolution=f"Продлить подписание редакции № {edition.number} на 15 рабочих дней.",
        resolutions=EXTEND,
        about=f"редакции № {edition.number} Красноярского протокола",
        reporter=f"{by.short_name}, редактор Протокола",
        matter="protocol",
        materials=[edition.document],
        by=by,
    )
    edition.save(update_fields=["extension_item"])
    record(edition, "ask_extension", "Комитету предложено продлить подписание", by=by, ground=ground)


def end_window(edition: ProtocolEdition) -> None:
    """KP-13: thirty working days have passed; fifteen more only if the committee has said so in time."""
    item = item_if_asked(edition.extension_item_id)
    if item and item.is_effective and item.verdict == "extend":
        edition.extended_at = timezone.now()
        edition.save(update_fields=["extended_at"])
        record(edition, "extend", "Подписание продлено", ground=f"решение комитета № {item.paper.number}")
        return
    lapse(edition)


def lapse(edition: ProtocolEdition) -> None:
    """KP-13: too few signatures in the window."""
    count = counting.count(edition)
    move(
        edition.lapse, "Редакция не вступила в силу", at=timezone.now(), ground=f"не хватает: {', '.join(count.missing)}"
    )  # fmt: skip
    close_window(edition)
    editions_papers.outcome(edition, count)
    _tell(edition, "lapsed", f"Редакция № {edition.number} Протокола не вступила в силу")


def supersede(edition: ProtocolEdition) -> None:
    """KP-14: sixty working days after the next edition has come into force."""
    move(edition.supersede, "Редакция утратила силу: действует следующая", at=timezone.now())
    edition_ceased(edition)
    _tell(edition, "superseded", f"Редакция № {edition.number} Протокола утратила силу")


def archive(edition: ProtocolEdition, *, by: Person) -> None:
    """KP-15: with an inventory of everything that was issued on its way."""
    paper = editions_papers.inventory(edition, by=by)
    move(edition.archive, "Дело о редакции передано в архив", by=by, ground=f"опись № {paper.number}")


def _tell(edition: ProtocolEdition, event: str, title: str) -> None:
    for key in (roles.PROTOCOL_EDITOR, roles.COMMITTEE_CHAIR, roles.COMMITTEE_SECRETARY, roles.CLERK):
        notify(
            key, f"edition:{edition.pk}:{event}", title, "Итоги подписания — на странице редакции.",
            edition.get_absolute_url(),
        )  # fmt: skip
