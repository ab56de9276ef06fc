"""Putting a question to a body and taking it back (called by the stories), the agenda and its notices (MT-02…MT-04)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

from casework import door, workdays
from casework.door import Refused
from casework.notify import tell
from committee.agenda.lines import AgendaLine
from committee.agenda.models import AgendaItem
from committee.bodies.models import Body
from committee.meetings.models import Meeting
from committee.recusals import standing
from documents.models import Document
from journal.record import move, record
from programme.models import Organization, Person
from programme.texts.words import words_of

OWN_RESOLUTIONS: list[dict[str, Any]] = [
    {"code": "adopt", "title": "Принять предложенное", "outcome": "{about}"},
    {"code": "reject", "title": "Отклонить предложенное", "needs_reasons": True, "tone": "bad"},
    {"code": "defer", "title": "Отложить рассмотрение", "defers": True},
]


@transaction.atomic
def propose_item(
    *,
    title: str,
    question: str,
    draft_resolution: str,
    resolutions: Sequence[Any],
    about: str = "",
    reporter: str,
    materials: Iterable[Any] = (),
    majority: str = AgendaItem.Majority.SIMPLE,
    concerned: Iterable[str] = (),
    conflicted_organizations: Iterable[Organization] = (),
    interested_people: Iterable[Person] = (),
    by: Person | None,
    body: Body | None = None,
    annex: dict[str, Any] | None = None,
    matter: str = "",
    stays_inside: bool = False,
) -> AgendaItem:
    """Put a question to a body, the committee unless said otherwise (3.5.2). It waits for a sitting to take it up.

    `resolutions`: as `AgendaItem` has them; their "outcome" names what the question is about by `{about}`.
    `annex`: {"verdict", "title", "head", "rows"} — a table that the members see before the vote and that stands in a decision of that verdict.
    `matter`: as `AgendaItem` has it. `stays_inside`: a recommendation that whoever decides makes known, not the body.
    `concerned`: capacity keys of those who get the extract. `conflicted_organizations`, `interested_people`: whoever gains or loses by
    the answer; nobody tied to them takes part (3.0). The story waits for the item and reads `verdict`.
    """
    body = body or Body.objects.committee()
    item = AgendaItem.objects.create(
        body=body, title=title, question=question, draft_resolution=draft_resolution, resolutions=_checked(resolutions, about),
        reporter=reporter, majority=majority, concerned=sorted(set(concerned)), proposed_by=by, proposed_at=timezone.now(),
        annex=annex or {}, matter=matter, stays_inside=stays_inside,
    )  # fmt: skip
    item.materials.set(materials)
    item.conflicted_organizations.set(conflicted_organizations)
    item.interested_people.set(interested_people)
    record(item, "propose_item", f"Внесён вопрос: {title}", by=by, after=item.status, payload={"majority": majority})
    for person in standing.untied(Person.objects.holding(body.key_of("secretary")), [item]):
        tell(person, f"item:{item.pk}:proposed", "Внесён вопрос для повестки", title, "/sittings/")
    return item


def put_question(
    body: Body, *, by: Person, title: str, question: str, draft_resolution: str, matter: str
) -> AgendaItem:
    """The chair or the secretary puts a question of the body's own: its order of work, an election, trust in somebody."""
    return propose_item(
        body=body, title=title, question=question, draft_resolution=draft_resolution, resolutions=OWN_RESOLUTIONS,
        about=title, reporter=by.short_name, matter=matter, by=by,
    )  # fmt: skip


def _checked(resolutions: Sequence[Any], about: str) -> list[dict[str, Any]]:
    rows = [{"needs_reasons": False, "defers": False, "outcome": "", "tone": "ok", **row} for row in resolutions]
    for row in rows:
        row["outcome"] = row["outcome"].format(about=about)
        row["tone"] = "warn" if row["defers"] else row["tone"]
    if not rows or len({row["code"] for row in rows}) != len(rows) or not all(row["title"] for row in rows):
        raise ImproperlyConfigured("an item needs resolutions with different codes and with titles")
    return rows


def lock_item(item_id: int) -> AgendaItem:
    """The item under its row lock: sittings and stories may change it at once."""
    return AgendaItem.objects.select_for_update(of=("self",)).get(pk=item_id)


@transaction.atomic
def withdraw_item(item: AgendaItem, *, ground: str, by: Person | None) -> None:
    """Whoever put the question takes it back, at any time before the vote."""
    item = lock_item(item.pk)
    if item.status == AgendaItem.Status.VOTING:
        raise Refused("По вопросу идёт голосование: снять его уже нельзя.")
    if item.is_settled:
        raise Refused(f"Вопрос уже {item.get_status_display().lower()}.")
    item.lines.filter(outcome="").update(outcome=AgendaLine.Outcome.WITHDRAWN)
    move(item.withdraw, "Вопрос снят инициатором", by=by, ground=ground, motive=ground, at=timezone.now())
    door.notify_waiters(item)


def assemble(meeting: Meeting, *, by: Person, lines: Sequence[tuple[AgendaItem, str]]) -> None:
    """MT-02: items in order, each with the draft resolution of the working commission."""
    if not lines:
        raise Refused("Выберите хотя бы один вопрос.")
    standing.require_untied(by, [item for item, _ in lines])
    free = set(AgendaItem.objects.waiting_for_a_sitting(meeting.body).values_list("pk", flat=True))
    for number, (item, draft) in enumerate(lines, 1):
        if lock_item(item.pk).pk not in free:
            raise Refused(f"Вопрос «{item.title}» уже стоит в повестке или решён.")
        if words := item.bars(meeting):
            raise Refused(words)
        AgendaLine.objects.create(meeting=meeting, item=item, number=number, draft=draft)
    titles = {number: item.title for number, (item, _) in enumerate(lines, 1)}
    move(meeting.assemble, f"Собран проект повестки: вопросов — {len(titles)}", by=by, payload={"agenda": titles})


def approve(meeting: Meeting, *, by: Person, order: Sequence[AgendaLine], excluded: dict[int, str]) -> None:
    """MT-03: the chair approves the agenda; `excluded` are lines left out, by their key, each with a motive."""
    standing.require_untied(by, [line.item for line in order])
    staying = [line for line in order if line.pk not in excluded and not line.outcome]
    if not staying:
        raise Refused("В повестке не остаётся ни одного вопроса. Отмените заседание или оставьте хотя бы один.")
    leaving = [line for line in order if line.pk in excluded]
    for number, line in enumerate([*staying, *leaving, *_settled_lines(meeting, order)], 1):
        AgendaLine.objects.filter(pk=line.pk).update(number=number)
    for line in staying:
        move(lock_item(line.item_id).include, "Вопрос включён в повестку", by=by, payload={"sitting": meeting.pk})
    for line in leaving:
        _exclude(line, excluded[line.pk], by)
    move(meeting.approve, f"Утверждена повестка: вопросов — {len(staying)}", by=by)


def _settled_lines(meeting: Meeting, order: Sequence[AgendaLine]) -> list[AgendaLine]:
    """Lines whose items were withdrawn meanwhile keep a number behind all others."""
    return list(meeting.lines.exclude(pk__in=[line.pk for line in order]))


def _exclude(line: AgendaLine, motive: str, by: Person) -> None:
    if not motive.strip():
        raise Refused(f"Укажите, почему вопрос «{line.item.title}» не включается в повестку.")
    AgendaLine.objects.filter(pk=line.pk).update(outcome=AgendaLine.Outcome.EXCLUDED)
    item = lock_item(line.item_id)
    move(item.exclude, "Вопрос не включён в повестку", by=by, ground=motive, motive=motive, at=timezone.now())
    door.notify_waiters(item)


def attach(line: AgendaLine, *, by: Person, paper: Document, ground: str) -> None:
    """A paper more for the members, before the vote. Raises Refused for one that they could not open, or that is there already."""
    item, meeting = lock_item(line.item_id), line.meeting
    if item.materials.filter(pk=paper.pk).exists():
        raise Refused(f"{paper} уже приложена к этому вопросу.")
    voters = standing.untied([member.person for member in meeting.voters().select_related("person")], [item])
    if not all(Document.objects.visible_to(person).filter(pk=paper.pk).exists() for person in voters):
        raise Refused(
            f"{paper} открыта не всем, кто решает этот вопрос: приложить можно опубликованную бумагу или адресованную им."
        )
    item.materials.add(paper)
    record(item, "attach", f"К вопросу приложена бумага: {paper}", by=by, ground=ground)
    for person in voters if meeting.notified_at else ():
        tell(
            person,
            f"item:{item.pk}:paper:{paper.pk}",
            f"К вопросу приложена бумага: {paper}",
            item.title,
            meeting.get_absolute_url(),
        )


def notify_members(meeting: Meeting, *, by: Person, invited: str, short_notice_ground: str) -> None:
    """MT-04: notices and materials to all members five working days ahead; later only with a stated ground."""
    last = meeting.deadline_ahead("committee.materials")
    if workdays.local_date() > last and not short_notice_ground.strip():
        raise Refused(
            f"Материалы рассылаются не позднее {last:%d.%m.%Y}. Этот день прошёл: укажите основание сокращённого срока извещения."
        )
    for line in meeting.lines.filter(outcome="").select_related("item"):
        unready = [str(paper) for paper in line.item.materials.all() if not paper.is_ready]
        if unready:
            raise Refused(f"По вопросу {line.number} ещё не готовы материалы: {', '.join(unready)}.")
    meeting.invited = invited.strip()
    ground = short_notice_ground.strip()
    move(
        meeting.notify,
        "Членам разосланы извещение и материалы",
        by=by,
        ground=ground,
        at=timezone.now(),
        notice_ground=ground,
    )
    tell_members(meeting, "notified", "Назначено заседание")


def tell_members(meeting: Meeting, event: str, title: str, text: str = "") -> None:
    """One notice to everybody in the body, with the day, the place and the agenda."""
    when = timezone.localtime(meeting.scheduled_at)
    lines = list(meeting.lines.filter(outcome="").select_related("item"))
    known = standing.Standing(meeting, lines)
    event_name = f"sitting:{meeting.pk}:{event}:{when:%Y%m%d%H%M}"
    for member in meeting.body.members_on():
        words = text or _invitation(meeting, lines, known, member.person_id)
        tell(member.person, event_name, title, words, meeting.get_absolute_url())
    words = text or _invitation(meeting, lines, known, None)
    record(meeting, "tell_members", f"Извещение членам: {title.lower()}", payload={"text": words})


def _invitation(meeting: Meeting, lines: list[AgendaLine], known: standing.Standing, reader: int | None) -> str:
    """When, where and what about; of an item the reader takes no part in only its number."""
    agenda = " ".join(
        f"{line.number}. {standing.NEUTRAL if known.is_out(line.item_id, reader) else line.item.title}."
        for line in lines
    )
    when = timezone.localtime(meeting.scheduled_at)
    return words_of("message.sitting", {"когда": f"{when:%d.%m.%Y в %H:%M}", "где": meeting.place, "повестка": agenda})
