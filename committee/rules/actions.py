"""A change of the rules, of a set of criteria or of a list: begun, written, put before the committee, followed (регламент 3.0, 3.5)."""

from datetime import date
from typing import Any

from casework import door
from casework.door import Refused
from casework.notify import notify
from casework.roles import COMMITTEE_SECRETARY
from committee.agenda.actions import propose_item, withdraw_item
from committee.agenda.models import AgendaItem
from committee.bodies.models import Body
from committee.rules import content
from committee.rules.models import RulesDraft, latest_of
from committee.rules.resolutions import ADOPT, DECLINE, RESOLUTIONS
from journal.record import move, record
from programme.lists.actions import adopt_list
from programme.models import Person
from programme.periods import today
from programme.regulations import actions as regulations
from programme.regulations import schema


def begin(*, by: Person, code: str, title: str) -> RulesDraft:
    """Begin a draft over the version adopted last."""
    draft = RulesDraft.objects.create(code=code, base_version=latest_of(code).version, title=title, created_by=by)
    record(draft, "begin", f"Начат проект изменения {draft.subject_words}", by=by, payload={"base": draft.base_version})
    return draft


def write_chapter(draft: RulesDraft, *, by: Person, chapter: str, changes: dict[str, Any]) -> None:
    """Keep what is to be changed in one chapter of the regulation: {path: new value}; what other chapters change stays."""
    others = {path: value for path, value in draft.changes.items() if schema.chapter_of(path) != chapter}
    _write(draft, others | changes, by)


def write_rows(draft: RulesDraft, *, by: Person, rows: list[dict[str, Any]]) -> None:
    """Keep what the set of criteria or the list is to be."""
    _write(draft, {"rows": rows} if rows != content.base_content(draft) else {}, by)


def _write(draft: RulesDraft, changes: dict[str, Any], by: Person) -> None:
    _require_open(draft)
    if changes == draft.changes:
        return
    draft.changes = changes
    draft.save(update_fields=["changes"])
    record(draft, "write", "Проект изменён", by=by, payload={"changes": changes})


def renew(draft: RulesDraft, *, by: Person) -> None:
    """Take the version adopted meanwhile as the one that is changed; the changes themselves stay."""
    _require_open(draft)
    latest = draft.latest
    if latest.version == draft.base_version:
        raise Refused("Проект уже меняет последнюю версию.")
    draft.base_version = latest.version
    draft.changes = content.still_changing(draft)
    draft.save(update_fields=["base_version", "changes"])
    record(draft, "renew", f"Проект перенесён на версию {latest.version}", by=by, payload={"base": latest.version})


def propose(draft: RulesDraft, *, by: Person, title: str, valid_from: date, reasons: str) -> None:
    """Put the draft before the committee as it stands; nobody changes it until there is an answer."""
    latest = draft.latest
    if latest.version != draft.base_version:
        raise Refused(f"Принята версия {latest.version}: перенесите проект на неё — на странице проекта, «Перенести».")
    base = content.base_content(draft)
    new = content.new_content(draft, base)
    if faults := content.faults(draft, new):
        raise Refused("Проект нельзя внести: " + " ".join(faults))
    lines = content.lines(draft, base, new)
    if not lines and not latest.is_shipped:
        raise Refused("В проекте нет ни одного изменения.")
    if valid_from < max(today(), latest.valid_from):
        raise Refused("Изменение действует не задним числом и не раньше последней принятой версии.")
    if not Body.objects.at_work(Body.Kind.COMMITTEE).exists():
        raise Refused("Программный комитет ещё не образован: принять изменение некому.")
    item = propose_item(
        title=_item_title(draft, bool(lines)),
        question=_question(title, reasons, valid_from, [line.words for line in lines]),
        draft_resolution=_resolution(draft, valid_from, [line.words for line in lines]),
        resolutions=RESOLUTIONS,
        about=draft.subject_words,
        reporter=by.short_name,
        by=by,
    )
    move(
        draft.propose, f"Изменение {draft.subject_words} внесено в комитет", by=by, payload={"changes": draft.changes},
        heading=title, reasons=reasons, valid_from=valid_from, item=item,
    )  # fmt: skip


def _item_title(draft: RulesDraft, is_changed: bool) -> str:
    return f"Об {'изменении' if is_changed else 'утверждении'} {draft.subject_words}"


def _question(title: str, reasons: str, valid_from: date, lines: list[str]) -> str:
    what = lines or [
        "Текст правил не меняется: комитет подтверждает версию, которая вошла в силу с установкой системы."
    ]
    return "\n".join([title, "", reasons, "", f"Действует с {valid_from:%d.%m.%Y}. Что меняется:", *what])


def _resolution(draft: RulesDraft, valid_from: date, lines: list[str]) -> str:
    if not lines:
        return f"Подтвердить действующую версию {draft.base_version} {draft.subject_words} с {valid_from:%d.%m.%Y}."
    return "\n".join([f"Изменить с {valid_from:%d.%m.%Y} версию {draft.base_version} {draft.subject_words}:", *lines])


def recall(draft: RulesDraft, *, by: Person, ground: str) -> None:
    """Take the question back before the vote; the draft may then be written again."""
    if draft.status != RulesDraft.Status.PROPOSED or draft.item is None:
        raise Refused("Проект не в комитете: отзывать нечего.")
    withdraw_item(draft.item, ground=ground, by=by)


def discard(draft: RulesDraft, *, by: Person, ground: str) -> None:
    """Give the draft up. Under the lock of its case."""
    _require_open(draft)
    move(draft.discard, "Проект снят", by=by, ground=ground, remark=ground)
    door.close_case(draft.case)  # type: ignore[attr-defined]


def settle(draft: RulesDraft) -> None:
    """Follow the committee: a decision in force adopts the version or declines it, anything else brings the draft back."""
    assert draft.item_id is not None, "what has been proposed has its question"
    item = AgendaItem.objects.get(pk=draft.item_id)
    if not item.is_effective:
        words = _unanswered(item)
        move(draft.come_back, "Проект вернулся без решения", ground=words, remark=words)
    elif item.verdict == ADOPT:
        _adopt(draft, item)
    elif item.verdict == DECLINE:
        move(draft.decline, "Комитет отклонил изменение", ground=item.reasons, remark=item.reasons)
    _tell(draft)


def _unanswered(item: AgendaItem) -> str:
    if item.status == AgendaItem.Status.DEFERRED:
        return f"Комитет отложил вопрос до {item.deferred_until:%d.%m.%Y}: {item.reasons}"
    if item.status == AgendaItem.Status.DECIDED:
        return "Решение комитета отменено: акт Главы города не издан."
    return f"Вопрос {item.get_status_display().lower()}: {item.motive}"


def _adopt(draft: RulesDraft, item: AgendaItem) -> None:
    """The version is in force from the day the draft names, not before the decision is."""
    assert draft.valid_from is not None, "what is proposed names its day"
    latest = draft.latest
    if latest.version != draft.base_version:
        words = f"Пока комитет решал, принята версия {latest.version}: изменение надо перенести на неё и внести снова."
        move(draft.come_back, "Проект вернулся: правила изменены другим решением", ground=words, remark=words)
        return
    base = content.base_content(draft)
    new = content.new_content(draft, base)
    if faults := content.faults(draft, new):  # what is asked of a version has grown since it was proposed
        words = " ".join(faults)
        move(draft.come_back, "Проект вернулся: принять его нельзя", ground=words, remark=words)
        return
    facts = {
        "valid_from": max(draft.valid_from, today(), latest.valid_from),
        "ground": f"Решение городского программного комитета № {item.paper.number} от {item.paper.date:%d.%m.%Y}",
        "document": item.paper,
    }
    made = _adopted(draft, new, facts)
    ground = str(facts["ground"])
    move(
        draft.adopt, f"Принята версия {made.version} с {made.valid_from:%d.%m.%Y}", ground=ground, version=made.version
    )


def _adopted(draft: RulesDraft, new: Any, facts: dict[str, Any]) -> Any:
    if draft.is_regulation:
        return regulations.adopt_regulation(title=draft.latest.title, data=new, **facts)
    adopt = adopt_list if draft.is_list else regulations.adopt_criteria
    return adopt(code=draft.code, rows=new, **facts)


def _tell(draft: RulesDraft) -> None:
    title = f"Изменение {draft.subject_words}: {draft.get_status_display().lower()}"
    event = f"rules:{draft.pk}:{draft.item_id}:{draft.status}"
    notify(COMMITTEE_SECRETARY, event, title, draft.remark or draft.title, draft.get_absolute_url())


def _require_open(draft: RulesDraft) -> None:
    if not draft.is_open:
        raise Refused("Проект уже не готовится: изменить его нельзя.")
