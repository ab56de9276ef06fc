"""An edition from its creation to the end of the intake of amendments: KP-01…KP-05."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from casework import door, roles, workdays
from casework.door import Refused
from casework.notify import notify
from committee.agenda import actions as agenda
from committee.models import AgendaItem
from journal.record import move, record
from programme.models import Person, Sector
from protocol.editions import papers, talk
from protocol.editions.articles import Article, ArticleText
from protocol.editions.models import EditionPaper, ProtocolEdition
from protocol.editions.resolutions import PUBLISH
from protocol.group.members import working_group
from protocol.items import asked_item

Status = ProtocolEdition.Status


def current() -> ProtocolEdition | None:
    """The edition in force today."""
    return ProtocolEdition.objects.in_force_on(workdays.local_date())


def create(*, by: Person, ground: str, is_based_on_current: bool = True, preamble: str = "") -> ProtocolEdition:
    """KP-01: a new edition by order of the committee, from the words of the one in force or from nothing."""
    if standing := ProtocolEdition.objects.in_work():
        raise Refused(f"Сначала завершится работа над редакцией № {standing.number}: одновременно готовится одна.")
    source = current() if is_based_on_current else None
    last = ProtocolEdition.objects.order_by("-number").first()
    edition = ProtocolEdition.objects.create(
        number=last.number + 1 if last else 1,
        ground=ground,
        based_on=source,
        group=working_group(),
        preamble=preamble or (source.preamble if source else ""),
        created_by=by,
    )
    title = f"Создана редакция № {edition.number}" + (f" на основе редакции № {source.number}" if source else "")
    record(edition, "create", title, by=by, ground=ground, after=edition.status)
    if source:
        for position, text in enumerate(source.living_texts, 1):
            add_article(edition, by=by, like=text, position=position)
    else:
        add_article(edition, by=by)
    return edition


def bring_to_group(edition: ProtocolEdition, *, by: Person) -> None:
    """KP-02: the whole text is written; the group is asked whether to publish it."""
    texts = list(edition.living_texts)
    if not texts:
        raise Refused("В редакции нет ни одной статьи.")
    if empty := [str(text.position) for text in texts if not text.is_filled]:
        raise Refused(
            f"Заполните заголовок, текст и показатель у статей: {', '.join(empty)}. Внести на рабочую группу можно только полный текст."
        )
    group = edition.group or working_group()
    if group is None:
        raise Refused("Рабочая группа Протокола ещё не образована.")
    edition.group = group
    project = papers.project(edition, by=by)
    edition.review_item = agenda.propose_item(
        body=group,
        title=f"О публикации проекта редакции № {edition.number} Красноярского протокола",
        question=f"Статей в проекте — {len(texts)}. Основание: {edition.ground}.",
        draft_resolution="Опубликовать проект редакции для обсуждения.",
        resolutions=PUBLISH,
        reporter=f"{by.short_name}, редактор Протокола",
        matter="protocol",
        materials=[project],
        by=by,
    )
    move(edition.bring_to_group, "Проект внесён на рабочую группу", by=by)


def apply_review(edition: ProtocolEdition) -> None:
    """KP-04, or the way to KP-03: follow the decision of the group about the project."""
    item = asked_item(edition.review_item_id)
    if item.verdict == "publish":
        record(edition, "group_publishes", "Рабочая группа решила опубликовать проект", ground=_minutes(item))
        return
    move(edition.send_back, "Рабочая группа вернула проект на доработку", ground=item.reasons or item.motive)
    notify(
        roles.PROTOCOL_EDITOR, f"item:{item.pk}:rework", "Проект редакции возвращён на доработку",
        item.reasons or item.motive, edition.get_absolute_url(),
    )  # fmt: skip


def _minutes(item: AgendaItem) -> str:
    return f"протокол рабочей группы № {item.paper.number}" if item.paper else ""


def publish(edition: ProtocolEdition, *, by: Person, words: str) -> None:
    """KP-03: publish the project; places of amendments are counted in its words; the discussion begins."""
    for text in edition.living_texts:
        text.project = text.text
        text.save(update_fields=["project"])
    move(edition.publish, "Проект опубликован, обсуждение началось", by=by, at=timezone.now())
    edition.topic = talk.open_discussion(edition, by=by)
    edition.save(update_fields=["topic"])
    paper = papers.announcement(edition, words, by=by)
    for key in (roles.COMMITTEE_CHAIR, roles.COMMITTEE_SECRETARY, roles.CONTENT_MODERATOR, roles.CLERK):
        notify(
            key, f"edition:{edition.pk}:published", "Опубликован проект редакции Протокола",
            f"Редакция № {edition.number}: обсуждение до {edition.topic.ends_on:%d.%m.%Y}, объявление № {paper.number}.",
            edition.get_absolute_url(),
        )  # fmt: skip


def close_discussion(edition: ProtocolEdition) -> None:
    """KP-05: the window of the topic is over; amendments are taken for a while yet."""
    move(edition.close_discussion, "Обсуждение завершено", at=timezone.now())


def take_summary(edition: ProtocolEdition) -> None:
    """KP-05: what was said, with the answers, goes among the papers of the edition."""
    topic = talk.topic_of(edition)
    assert topic.summary is not None, "a discussion that is a stage ends with its summary"
    EditionPaper.objects.create(edition=edition, document=topic.summary, purpose=EditionPaper.Purpose.FEEDBACK)
    record(edition, "summarise", f"Вышел свод предложений № {topic.summary.number}", ground=str(topic.summary))


@transaction.atomic
def close_intake(edition: ProtocolEdition) -> None:
    """3.4: fifteen working days after the discussion the intake of amendments closes; unfinished petitions fall away."""
    edition.intake_closed_at = timezone.now()
    edition.save(update_fields=["intake_closed_at"])
    record(edition, "close_intake", "Приём поправок завершён")
    for petition in edition.petitions.filter(closed_at=None):
        petition.closed_at, petition.is_dropped = timezone.now(), True
        petition.save(update_fields=["closed_at", "is_dropped"])
        record(petition, "lapse", "Сбор сторонников закончен: приём поправок завершён")
        notify(
            f"person:{petition.author_id}", f"petition:{petition.pk}:lapsed", "Поправка не набрала сторонников",
            "Приём поправок завершён. Текст вашего предложения сохранён на странице сбора.", petition.get_absolute_url(),
        )  # fmt: skip
    for amendment in edition.amendments.filter(status__in=["admissible"]):
        door.notify_waiters(amendment)
    door.notify_waiters(edition)


def must_be_writable(edition: ProtocolEdition) -> None:
    """Refuse to change a text that is neither a draft nor returned by the committee."""
    if edition.status not in (Status.DRAFTING, Status.RETURNED):
        raise Refused(f"Текст сейчас не редактируется: редакция — «{edition.get_status_display().lower()}».")


def add_article(
    edition: ProtocolEdition, *, by: Person, like: ArticleText | None = None, position: int | None = None
) -> ArticleText:
    """Add an article: one of the edition before (`like`), or a new one."""
    must_be_writable(edition)
    last = edition.article_texts.order_by("-position").first()
    text = ArticleText.objects.create(
        edition=edition,
        article=like.article if like else Article.next(),
        position=position or (last.position + 1 if last else 1),
        title=like.title if like else "",
        text=like.text if like else "",
        indicator=like.indicator if like else "",
        is_essential=like.is_essential if like else False,
        binds=like.binds if like else [],
    )
    if not like:
        record(edition, "add_article", f"Добавлена статья {text.position}", by=by, payload={"code": text.article.code})
    return text


@transaction.atomic
def save_article(
    text: ArticleText,
    *,
    by: Person,
    title: str,
    body: str,
    indicator: str,
    is_essential: bool,
    binds: Iterable[str] = (),
) -> None:
    """The words of one article. `binds`: the sectors it binds; none of them, or all, means everybody."""
    text = ArticleText.objects.select_for_update(of=("self",)).select_related("edition", "article").get(pk=text.pk)
    must_be_writable(text.edition)
    text.title, text.text, text.indicator, text.is_essential = title, body, indicator, is_essential
    named = [sector for sector in Sector.values if sector in set(binds)]
    text.binds = named if len(named) < len(Sector.values) else []
    text.revision += 1
    text.save()
    record(
        text.edition, "save_article", f"Сохранена статья {text.position}", by=by,
        payload={"code": text.article.code, "revision": text.revision, "title": title},
    )  # fmt: skip


def drop_article(text: ArticleText, *, by: Person) -> None:
    """Take an article out, or put it back; its words stay."""
    must_be_writable(text.edition)
    text.dropped = not text.dropped
    text.save(update_fields=["dropped"])
    title = f"Исключена статья {text.position}" if text.dropped else f"Возвращена статья {text.position}"
    record(text.edition, "drop_article", title, by=by, payload={"code": text.article.code})


def save_preamble(edition: ProtocolEdition, *, by: Person, preamble: str) -> None:
    """The words before the first article."""
    must_be_writable(edition)
    edition.preamble = preamble
    edition.save(update_fields=["preamble"])
    record(edition, "save_preamble", "Сохранена преамбула", by=by)
