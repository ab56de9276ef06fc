"""A change of the rules, from a form to the version the committee has adopted; running cases keep theirs."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from casework import workdays
from casework.models import Waiting
from casework.queue import run_pending
from committee.models import Decision, RulesDraft
from committee.rules.invariants import INVARIANTS
from negotiations.applications.forms import SubmitForm
from negotiations.models import Proposal
from programme.models import CriteriaSet, ListVersion, Person, Regulation
from programme.periods import today
from programme.regulations import scales
from tests.committee.conftest import (
    Committee,
    answer,
    cast,
    close,
    closed,
    convened,
    motion,
    opened,
    person,
    plan,
    released,
    sign_by_all,
    try_answer,
)
from tests.story import begin as begin_proposal
from tests.story import make_member, make_organization, make_platform

REASONS = "Заявители не успевают исправить заявку за неделю: в прошлом году так отпала каждая пятая."
TITLE = "Больше времени на исправление заявки"


@pytest.fixture
def secretary(committee: Committee) -> Person:
    return committee.secretary.person


@pytest.fixture
def browser(secretary: Person) -> Iterator[Client]:
    """The secretary at the keyboard."""
    client = Client()
    client.force_login(secretary)
    yield client


def begun(browser: Client, code: str = "main", title: str = TITLE) -> RulesDraft:
    answered = browser.post("/rules/new/", {"code": code, "title": title})
    assert answered.status_code == 302, answered.content.decode()
    return RulesDraft.objects.latest("pk")


def shown(browser: Client, address: str) -> dict[str, str]:
    """What the form of a page shows, as the browser would send it back."""
    context = browser.get(address).context
    form = context["form"]
    fields = [field for part in form.parts() for field in part]
    typed = {field.html_name: field.value() for field in fields}
    if hasattr(form, "formset"):
        typed |= {"row-TOTAL_FORMS": str(form.formset.total_form_count()), "row-INITIAL_FORMS": "0"}
    if hasattr(form, "criterion"):
        typed |= {"criterion-TOTAL_FORMS": str(form.criterion.total_form_count()), "criterion-INITIAL_FORMS": "0"}
    typed["_seen"] = context["seen"]
    return {name: "on" if value is True else str(value) for name, value in typed.items() if value not in (None, False)}


def written(browser: Client, draft: RulesDraft, chapter: str, **typed: str) -> Any:
    """A chapter sent with some fields typed anew (`__` stands for a point)."""
    address = f"/rules/{draft.pk}/chapters/{chapter}/"
    return browser.post(
        address, shown(browser, address) | {name.replace("__", "."): text for name, text in typed.items()}
    )


def proposed(secretary: Person, draft: RulesDraft, **changed: Any) -> RulesDraft:
    answer(
        secretary,
        "propose",
        **({"title": draft.title, "valid_from": f"{today():%Y-%m-%d}", "reasons": REASONS} | changed),
    )
    return RulesDraft.objects.get(pk=draft.pk)


def voted(committee: Committee, clock: Any, in_favour: int, resolution: str = "adopt_rules", **answers: Any) -> Any:
    """A sitting at which so many of the seventeen vote for; whatever is carried is signed and comes into force."""
    convened(committee)
    meeting = opened(committee, clock)
    line = meeting.lines.get()
    ballot = motion(committee, line, resolution, text="Утвердить.", **answers)
    seats = [seat.member for seat in ballot.seats.select_related("member__person")]
    cast(ballot, {member: "for" if n < in_favour else "against" for n, member in enumerate(seats)})
    return meeting, line, close(committee, ballot)


def in_force(committee: Committee, meeting: Any) -> Decision:
    """The sitting is closed, the minutes and the decision are signed, the queue follows."""
    sign_by_all(closed(committee, meeting).minutes)
    answer(committee.secretary.person, "draw_up")
    decision = Decision.objects.latest("pk")
    sign_by_all(decision.document)
    released(committee, meeting)
    return Decision.objects.get(pk=decision.pk)


def a_case(secretary: Person, browser: Client) -> RulesDraft:
    """Some case that pins the regulation of today."""
    return begun(browser, title="Дело, которое началось раньше")


def test_a_term_is_changed_by_two_thirds_and_the_running_case_keeps_the_old_one(
    committee: Committee, secretary: Person, browser: Client, clock: Any
) -> None:
    earlier = a_case(secretary, browser)
    draft = begun(browser)
    assert written(browser, draft, "proposal", deadlines__proposal__fix="8").status_code == 302
    draft.refresh_from_db(fields=["changes"])
    assert draft.changes == {
        "deadlines.proposal.fix": {"days": 8, "hard": True, "title": "устранение недостатков заявителем"}
    }
    page = browser.get(draft.get_absolute_url()).content.decode()
    assert "<del" in page and "1 изменение" in page.replace("\N{NO-BREAK SPACE}", " ")

    from_day = workdays.add(today(), 60)
    earlier_task = Waiting.objects.open().get(process=earlier.case.pk)
    answer_in(secretary, draft, valid_from=f"{from_day:%Y-%m-%d}")
    meeting, line, ballot = voted(committee, clock, 11)
    assert (ballot.outcome, line.item.majority_for("adopt_rules")) == ("not_carried", "qualified"), (
        "eleven of seventeen are too few"
    )
    ballot = motion(committee, line, "adopt_rules", text="Утвердить.")
    cast(
        ballot,
        {
            seat.member: "for" if n < 12 else "against"
            for n, seat in enumerate(ballot.seats.select_related("member__person"))
        },
    )
    assert close(committee, ballot).outcome == "carried"
    assert Regulation.objects.count() == 1, "the vote alone adopts nothing"
    decision = in_force(committee, meeting)

    draft = RulesDraft.objects.get(pk=draft.pk)
    made = Regulation.objects.get(version=2)
    assert (draft.status, draft.adopted_version) == ("adopted", 2)
    assert (made.valid_from, made.document, made.term("proposal.fix").days) == (from_day, decision.document, 8)
    assert (
        made.ground
        == f"Решение городского программного комитета № {decision.document.number} от {decision.document.date:%d.%m.%Y}"
    )
    assert Regulation.in_force().version == 1, "its day has not come"
    stranger = Client()
    page = stranger.get("/regulation/").content.decode()
    assert "вступит в силу" in page and f"{from_day:%d.%m.%Y}" in page and decision.document.number in page
    difference = stranger.get("/regulation/1/to/2/").content.decode()
    assert difference.count("<dt>") == 1 and "Устранение недостатков заявителем" in difference

    clock.move_to(workdays.end_of(from_day))
    assert Regulation.in_force() == made
    assert earlier.case.regulation.version == 1 and earlier.case.term("proposal.fix").days == 5
    browser.force_login(secretary)
    later = begun(browser, title="Дело, которое началось после")
    assert later.case.regulation.version == 2 and later.case.term("proposal.fix").days == 8
    page = stranger.get("/regulation/").content.decode()
    assert "утратила силу" in page and "8 рабочих дней" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert Waiting.objects.open().filter(pk=earlier_task.pk).exists()


def answer_in(secretary: Person, draft: RulesDraft, **changed: Any) -> None:
    """The secretary answers the task of one draft among several."""
    from casework import door
    from tests.committee.conftest import form_of

    waiting = Waiting.objects.open().get(process=draft.case.pk)
    data = {"title": draft.title, "valid_from": f"{today():%Y-%m-%d}", "reasons": REASONS} | changed
    form = door.act_on_task(
        waiting.pk, by=secretary, token=None, form_of=lambda step, subject: form_of(step, subject, secretary, data)
    )
    assert form.is_valid(), form.errors.as_text()


@pytest.mark.parametrize(
    ("chapter", "typed", "words"),
    [
        ("proposal", {"deadlines.proposal.fix": "ноль"}, "Нужно целое число, цифрами."),
        ("proposal", {"deadlines.proposal.fix": ""}, "Заполните это поле."),
        ("proposal", {"deadlines.proposal.fix": "99999"}, "от 1 до 3660"),
        ("expertise", {"expertise.weights.public": "0,5"}, "Веса треков экспертизы в сумме должны давать 1."),
        ("expertise", {"expertise.thresholds.3.up_to": "20000000"}, "последний — без верхней границы"),
        ("expertise", {"expertise.thresholds.0.score": "сто"}, "Нужно число цифрами, например 65 или 0,6."),
        ("expertise", {"expertise.rework_from": "61"}, "Граница доработки"),
        ("expertise", {"expertise.scale.hints.1.from": "2"}, "без пропусков и повторов"),
        ("committee", {"committee.majority.qualified": "4/3"}, "доля дробью"),
        ("committee", {"committee.members.min": "30"}, "не может быть больше"),
        ("contest", {"contest.thresholds.mark": "65"}, "по возрастанию"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    committee: Committee, browser: Client, chapter: str, typed: dict[str, str], words: str
) -> None:
    draft = begun(browser)
    answered = written(browser, draft, chapter, **typed)
    page = answered.content.decode().replace("&quot;", '"')
    assert (answered.status_code, words in page) == (422, True)
    form = answered.context["form"]
    assert {name: form[name].value() for name in typed} == typed
    assert RulesDraft.objects.get(pk=draft.pk).changes == {}


def test_a_question_of_yes_or_no_is_answered_by_one_of_two(committee: Committee, browser: Client) -> None:
    draft = begun(browser)
    assert written(browser, draft, "event", training__required="yes").status_code == 302
    assert RulesDraft.objects.get(pk=draft.pk).changes == {"training.required": True}
    refused = written(browser, draft, "event", training__required="может быть")
    assert refused.status_code == 422 and "training.required" in refused.context["form"].errors
    assert written(browser, draft, "event", training__required="no").status_code == 302
    assert RulesDraft.objects.get(pk=draft.pk).changes == {}
    stronger = {
        "signature.least.decision": "qualified"
    }  # домен 5.1: once the signatories of the city have certificates
    assert written(browser, draft, "identity", **stronger).status_code == 302
    assert RulesDraft.objects.get(pk=draft.pk).changes == stronger


def test_rows_of_a_list_come_and_go(committee: Committee, browser: Client) -> None:
    draft = begun(browser)
    added = {"expertise.thresholds.3.up_to": "50 000 000", "expertise.thresholds.4.score": "72,5"}
    assert written(browser, draft, "expertise", **added).status_code == 302
    rows = RulesDraft.objects.get(pk=draft.pk).changes["expertise.thresholds"]
    assert rows[3:] == [{"up_to": "50000000", "score": "70"}, {"up_to": None, "score": "72.5"}]
    gone = {"expertise.thresholds.3.up_to": "", "expertise.thresholds.4.score": ""}
    assert written(browser, draft, "expertise", **gone).status_code == 302
    assert RulesDraft.objects.get(pk=draft.pk).changes == {}, "what says the same as the version changes nothing"


def test_chapters_do_not_undo_each_other(committee: Committee, browser: Client) -> None:
    draft = begun(browser)
    written(browser, draft, "proposal", deadlines__proposal__fix="8")
    written(browser, draft, "appeal", appeal__members="7")
    assert set(RulesDraft.objects.get(pk=draft.pk).changes) == {"deadlines.proposal.fix", "appeal.members"}
    address = f"/rules/{draft.pk}/chapters/appeal/"
    stale = shown(browser, address)
    written(browser, draft, "appeal", appeal__members="9")
    answered = browser.post(address, stale | {"appeal.members": "11"})
    assert answered.status_code == 409 and "11" in answered.content.decode(), "both texts are shown"


def test_nothing_to_propose_and_nobody_to_adopt(committee: Committee, secretary: Person, browser: Client) -> None:
    draft = begun(browser, code="KN1")
    criteria(browser, draft, **{"criterion-0-title": "Значимость для города"})
    form = try_answer(secretary, "propose", title="т", valid_from="2020-01-01", reasons=REASONS)
    assert "задним числом" in form.errors.as_text()
    criteria(browser, draft, **{"criterion-0-title": "Значимость для города и соответствие кластеру"})
    proposed(secretary, draft)  # the shipped version may be confirmed as it is
    item = RulesDraft.objects.get(pk=draft.pk).item
    assert item.title == "Об утверждении набора критериев KN1" and "не меняется" in item.question


def criteria(browser: Client, draft: RulesDraft, **typed: str) -> Any:
    """The set sent with some fields typed anew."""
    address = f"/rules/{draft.pk}/criteria/"
    return browser.post(address, shown(browser, address) | typed)


ANCHORS = {
    "criterion-0-at_zero": "города не касается",
    "criterion-0-at_five": "касается района",
    "criterion-0-at_ten": "касается всех",
}


def test_a_set_of_criteria_is_changed_and_the_old_one_stays(
    committee: Committee, secretary: Person, browser: Client, clock: Any
) -> None:
    draft = begun(browser, code="KN1", title="Опорные оценки для КН-1")
    answered = criteria(browser, draft, **{"criterion-0-weight": "2,5"})
    assert answered.status_code == 422 and "сейчас 11: лишние 1" in answered.content.decode()
    assert answered.context["form"].criterion.forms[0]["weight"].value() == "2,5"
    answered = criteria(browser, draft, **{"criterion-0-least": "11"})
    assert answered.status_code == 422
    answered = criteria(browser, draft, **{"criterion-0-at_five": ""})
    assert answered.status_code == 422 and "все три опорные оценки" in answered.content.decode()
    assert (
        criteria(
            browser,
            draft,
            **ANCHORS,
            **{"criterion-0-weight": "2", "criterion-1-weight": "1", "criterion-0-least": "6"},
        ).status_code
        == 302
    )

    old = CriteriaSet.in_force("KN1")
    proposed(secretary, draft)
    meeting, _, ballot = voted(committee, clock, 12)
    assert ballot.outcome == "carried"
    decision = in_force(committee, meeting)
    new = CriteriaSet.in_force("KN1")
    assert (new.version, new.document, new.valid_from) == (2, decision.document, today())
    first = new.criteria.first()
    assert (first.weight, first.anchors) == (
        2,
        [(0, "города не касается"), (5, "касается района"), (10, "касается всех")],
    )
    rows = [scales.rows_of(one.criteria.all()) for one in (old, new)]
    assert [line.label for line in scales.differences(*rows)] == [
        "«Значимость для города и соответствие кластеру» — вес",
        "«Значимость для города и соответствие кластеру» — за что ставится 0",
        "«Значимость для города и соответствие кластеру» — за что ставится 5",
        "«Значимость для города и соответствие кластеру» — за что ставится 10",
        "«Значимость для города и соответствие кластеру» — минимум средней оценки",
        "«Логика и осуществимость» — вес",
    ]
    stranger = Client()
    assert "средняя не ниже 6" in stranger.get(new.get_absolute_url()).content.decode()
    page = stranger.get("/criteria/").content.decode()
    assert "утратила силу" in page and decision.document.number in page
    assert "касается района" in stranger.get("/criteria/KN1/2/").content.decode()
    assert "касается района" in stranger.get("/criteria/KN1/1/to/2/").content.decode()
    assert old.criteria.first().at_five.startswith("Проблема касается района")


def broken() -> list[str]:
    found = []
    with connection.cursor() as cursor:
        for code, _, sql in INVARIANTS:
            cursor.execute(sql)
            found += [code for _ in cursor.fetchall()]
    return found


def test_the_promises_notice_their_harm(committee: Committee, secretary: Person, browser: Client, clock: Any) -> None:
    draft = begun(browser)
    written(browser, draft, "proposal", deadlines__proposal__fix="8")
    proposed(secretary, draft)
    meeting, _, _ = voted(committee, clock, 12)
    in_force(committee, meeting)
    assert RulesDraft.objects.get(pk=draft.pk).status == "adopted" and broken() == []
    for harm, code in (
        ("UPDATE programme_regulation SET document_id = NULL WHERE version = 2", "I-45"),
        ("UPDATE viewflow_process SET finished = NULL", "I-46"),
    ):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(harm)
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
            assert broken() == [code]
            transaction.set_rollback(True)


def test_declined_and_recalled(committee: Committee, secretary: Person, browser: Client, clock: Any) -> None:
    draft = begun(browser)
    written(browser, draft, "proposal", deadlines__proposal__fix="8")
    proposed(secretary, draft)
    refused = written(browser, draft, "proposal", deadlines__proposal__fix="9")
    assert refused.status_code == 422 and "уже не готовится" in refused.content.decode()
    assert browser.post(f"/rules/{draft.pk}/acts/recall/").status_code == 422
    assert browser.post(f"/rules/{draft.pk}/acts/recall/", {"ground": "Нужно уточнить срок."}).status_code == 302
    run_pending()
    draft = RulesDraft.objects.get(pk=draft.pk)
    assert (draft.status, draft.remark) == ("draft", "Вопрос снят инициатором: Нужно уточнить срок.")
    proposed(secretary, draft)
    meeting, _, ballot = voted(committee, clock, 17, "decline_rules", reasons="Срока довольно.")
    assert ballot.outcome == "carried"
    in_force(committee, meeting)
    draft = RulesDraft.objects.get(pk=draft.pk)
    assert (draft.status, draft.remark, Regulation.objects.count()) == ("declined", "Срока довольно.", 1)
    assert not Waiting.objects.open().filter(process=draft.case.pk).exists()


def test_the_rules_are_changed_meanwhile(committee: Committee, secretary: Person, browser: Client) -> None:
    from programme.regulations import actions as regulations
    from programme.regulations import schema

    draft = begun(browser)
    written(browser, draft, "proposal", deadlines__proposal__fix="8")
    data = schema.with_changes(Regulation.in_force().data, {"appeal.members": 7})
    regulations.adopt_regulation(title="Правила", valid_from=today(), data=data, ground="решение")
    form = try_answer(secretary, "propose", title="т", valid_from=f"{today():%Y-%m-%d}", reasons=REASONS)
    assert "Принята версия 2" in form.errors.as_text()
    assert browser.post(f"/rules/{draft.pk}/acts/renew/", {}).status_code == 302
    draft = proposed(secretary, draft)
    assert (draft.base_version, list(draft.changes)) == (2, ["deadlines.proposal.fix"])
    assert "Членов апелляционной комиссии" not in draft.item.question


def test_one_change_of_the_same_rules_at_a_time(committee: Committee, secretary: Person, browser: Client) -> None:
    first, second = begun(browser), begun(browser, title="Ещё одно изменение")
    for draft in (first, second):
        written(browser, draft, "proposal", deadlines__proposal__fix="8")
    answer_in(secretary, first)
    waiting = Waiting.objects.open().get(process=second.case.pk)
    sent = {"title": "т", "valid_from": f"{today():%Y-%m-%d}", "reasons": REASONS}
    answered = browser.post(waiting.get_absolute_url(), sent)
    assert answered.status_code == 422
    assert "уже в комитете" in answered.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert answered.context["form"]["reasons"].value() == REASONS


def test_the_shipped_rules_are_confirmed_as_they_are(
    committee: Committee, secretary: Person, browser: Client, clock: Any
) -> None:
    draft = begun(browser, title="Подтвердить правила")
    assert "может подтвердить её" in browser.get(draft.get_absolute_url()).content.decode().replace(
        "\N{NO-BREAK SPACE}", " "
    )
    proposed(secretary, draft)
    meeting, _, _ = voted(committee, clock, 17)
    decision = in_force(committee, meeting)
    first, second = Regulation.objects.order_by("version")
    assert (second.data, second.document) == (first.data, decision.document)
    browser.force_login(secretary)
    draft = begun(browser, title="Подтвердить ещё раз")
    form = try_answer(secretary, "propose", title="т", valid_from=f"{today():%Y-%m-%d}", reasons=REASONS)
    assert "нет ни одного изменения" in form.errors.as_text()


def test_without_a_committee_nobody_can_be_asked(db: None) -> None:
    secretary = person("committee_secretary")
    browser = Client()
    browser.force_login(secretary)
    begun(browser)
    form = try_answer(secretary, "propose", title="т", valid_from=f"{today():%Y-%m-%d}", reasons=REASONS)
    assert "комитет ещё не образован" in form.errors.as_text()


def test_what_the_committee_considers_does_not_change(committee: Committee, secretary: Person, browser: Client) -> None:
    draft = begun(browser)
    written(browser, draft, "proposal", deadlines__proposal__fix="8")
    proposed(secretary, draft)
    for change in (
        {"changes": {}},
        {"valid_from": today() + timedelta(days=9)},
        {"code": "KN1"},
        {"status": "adopted"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            RulesDraft.objects.filter(pk=draft.pk).update(**change)


def words_of(browser: Client, draft: RulesDraft) -> str:
    return browser.get(f"/rules/{draft.pk}/effects/").content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_foresight_counts_what_has_happened(
    committee: Committee, browser: Client, item: Any, clock: Any, django_assert_max_num_queries: Any
) -> None:
    draft = begun(browser)
    written(browser, draft, "committee", **{"committee.no_quorum_wait_minutes": "45"})
    assert "Пересчитывать нечего" in words_of(browser, draft)
    written(browser, draft, "committee", deadlines__committee__agenda_draft="20", deadlines__committee__agenda="1")
    assert words_of(browser, draft).count("За последний год таких шагов не было.") == 2
    item()
    plan(committee)
    assert "Сейчас по этому сроку идёт 1 шаг: там срок не изменится." in words_of(browser, draft)
    answer(committee.secretary.person, "assemble")
    clock.move_to(workdays.end_of(workdays.add(today(), 4)))
    answer(committee.chair.person, "approve")
    page = words_of(browser, draft)
    assert "За последний год — 1 шаг; выполнено позже действующего срока — 0, позже нового было бы — 1." in page, (
        "four days against one"
    )
    until = workdays.add(today(), 20)
    assert f"по новым — до {until:%d.%m.%Y}" in page
    with django_assert_max_num_queries(20):
        words_of(browser, draft)


def test_outsiders(committee: Committee, browser: Client) -> None:
    draft = begun(browser)
    addresses = [f"/rules/{draft.pk}/{tail}" for tail in ("", "effects/", "chapters/proposal/", "acts/discard/")]
    for who, expected in ((person(), 404), (person("clerk"), 404), (committee.members[0].person, 403)):
        outsider = Client()
        outsider.force_login(who)
        assert outsider.get("/rules/new/").status_code == 403
        assert [outsider.get(address).status_code for address in addresses[2:]] == [expected] * 2
    reader = Client()
    reader.force_login(committee.members[0].person)
    assert [reader.get(address).status_code for address in addresses[:2]] == [200, 200]
    assert "chapters" not in reader.get(addresses[0]).content.decode()
    assert Client().get(addresses[0]).status_code == 302
    assert browser.get(f"/rules/{draft.pk}/chapters/nonsense/").status_code == 404
    assert browser.get(f"/rules/{draft.pk}/acts/nonsense/").status_code == 404
    assert browser.get(f"/rules/{draft.pk}/criteria/").status_code == 404


def listed(browser: Client, draft: RulesDraft, **typed: str) -> Any:
    """The list sent with some fields typed anew (`__` stands for a hyphen)."""
    address = f"/rules/{draft.pk}/list/"
    return browser.post(
        address, shown(browser, address) | {name.replace("__", "-"): text for name, text in typed.items()}
    )


def offered(proposal: Proposal) -> dict[str, str]:
    """The areas that the application offers its author."""
    form = SubmitForm(subject=proposal, by=proposal.created_by, initial=SubmitForm.initial_for(proposal))
    field: Any = form.fields["area"]
    return dict(field.choices)


def test_an_area_is_renamed_and_another_ends_by_two_thirds_and_what_has_begun_keeps_the_old_ones(
    committee: Committee, secretary: Person, browser: Client, clock: Any
) -> None:
    head = make_member(make_organization())
    platform = make_platform(make_organization("Оператор"))
    earlier = begin_proposal(head, head.memberships.get().organization, platform)
    Proposal.objects.filter(pk=earlier.pk).update(area="sport")
    draft = begun(browser, code="areas", title="Спорт вместе с туризмом")
    answered = listed(browser, draft, row__0__title="")
    assert answered.status_code == 422 and "Заполните это поле." in answered.content.decode()
    answered = listed(
        browser, draft, row__3__title="спорт и туризм", row__6__ended="on", row__7__title="экология", row__7__place="1"
    )
    assert answered.status_code == 302
    page = browser.get(draft.get_absolute_url()).content.decode()
    assert "Область «экология»" in page and "больше не выбирается" in page
    effects = browser.get(f"/rules/{draft.pk}/effects/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "станет «спорт и туризм»" in effects and "проектные предложения — 1" in effects
    assert listed(browser, draft, row__0__title="природа").status_code == 302, (
        "what the draft has added may be reworded"
    )
    proposed(secretary, draft)
    meeting, _, ballot = voted(committee, clock, 12)
    assert (ballot.outcome, ListVersion.latest("areas").version) == ("carried", 1), "the vote alone adopts nothing"
    decision = in_force(committee, meeting)

    draft, made = RulesDraft.objects.get(pk=draft.pk), ListVersion.latest("areas")
    assert (draft.status, draft.adopted_version, made.document) == ("adopted", 2, decision.document)
    assert [(row["code"], row["title"], row["ended"]) for row in made.rows if row["code"] in ("o1", "sport", "health")] == [
        ("o1", "природа", False), ("sport", "спорт и туризм", False), ("health", "здравоохранение", True),
    ]  # fmt: skip
    stranger = Client()
    page = stranger.get("/lists/areas/2/").content.decode()
    assert decision.document.number in page and "Версия 1" in page and "утратила силу" in page
    assert Client().get(f"/rules/{draft.pk}/list/").status_code == 302

    later = begin_proposal(head, head.memberships.get().organization, platform, "Тихий двор")
    earlier = Proposal.objects.get(pk=earlier.pk)
    assert (earlier.get_area_display(), offered(earlier)["health"]) == ("физкультура и спорт", "здравоохранение")
    assert "o1" not in offered(earlier)
    assert (offered(later)["sport"], offered(later)["o1"]) == ("спорт и туризм", "природа")
    assert "health" not in offered(later)
    assert broken() == []


def test_the_committees_lists_are_not_the_offices(committee: Committee, browser: Client) -> None:
    answered = browser.post("/rules/new/", {"code": "districts", "title": "Районы"})
    assert answered.status_code == 422, "the office keeps it"
    draft = begun(browser, code="nominations", title="Новая номинация")
    answered = listed(browser, draft, row__12__title="Лучший двор", row__12__quota="11")
    page = answered.content.decode()
    assert answered.status_code == 422 and "от 1 до 10" in page and "Выберите один из вариантов." in page
    typed = {"row__12__area": "social", "row__12__quota": "2", "row__12__criteria": "KN4", "row__0__ended": "on"}
    assert listed(browser, draft, row__12__title="Лучший двор", **typed).status_code == 302
    rows = RulesDraft.objects.get(pk=draft.pk).changes["rows"]
    assert (rows[0]["ended"], rows[12]) == (
        True,
        {"code": "N13", "title": "Лучший двор", "area": "social", "quota": 2, "criteria": "KN4", "for_groups": False, "ended": False},
    )  # fmt: skip
