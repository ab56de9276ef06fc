"""Regulations and criteria as data."""

import json
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Sum

from casework import workdays
from casework.door import Refused
from casework.models import CalendarDay
from casework.workdays import Term
from programme.invariants import CHECKS, INVARIANTS
from programme.models import CriteriaSet, Criterion, Regulation
from programme.periods import today
from programme.regulations import actions as regulations
from programme.regulations import rulebook

pytestmark = pytest.mark.django_db

# регламент 3.6, in order
SUMMARY = {
    "proposal.registration": (1, False),
    "proposal.formal_check": (5, False),
    "proposal.fix": (5, True),
    "negotiation.moderator": (3, False),
    "negotiation.invite_reply": (5, True),
    "negotiation.session_notice": (5, False),
    "negotiation.minutes": (3, False),
    "negotiation.coordination": (5, True),
    "negotiation.signing": (10, True),
    "negotiation.total": (40, True),
    "contribution.acceptance": (5, True),
    "expertise.decision": (3, False),
    "expertise.group": (5, False),
    "expertise.consent": (2, True),
    "expertise.scoring": (10, False),
    "expertise.additional": (7, False),
    "expertise.objections": (5, True),
    "discussion.min": (10, True),
    "contest.window": (20, False),
    "contest.check": (5, False),
    "contest.fix": (3, True),
    "mark.suspend": (60, True),
    "protocol.sign_window": (30, True),
    "committee.materials": (5, False),
    "committee.minutes": (5, False),
    "committee.extract": (2, False),
    "appeal.submit": (5, True),
    "appeal.review": (10, False),
    "proposal.rework": (15, True),
    "proposal.agenda": (30, False),
    "expertise.replacement": (3, False),
    "expertise.sheet_acceptance": (2, True),
    "committee.remarks": (2, True),
}


@pytest.mark.parametrize(("name", "days", "hard"), [(name, *terms) for name, terms in SUMMARY.items()])
def test_terms(name: str, days: int, hard: bool) -> None:
    term = Regulation.in_force().term(name)
    assert (term.days, term.hard, term.calendar) == (days, hard, False)
    assert term.title


def test_a_calendar_term() -> None:
    term = Regulation.in_force().term("expertise.limit")
    assert term == Term(120, True, True, "предельный срок экспертизы")


def test_an_unknown_name_is_a_mistake_of_ours() -> None:
    rules = Regulation.in_force()
    for ask in (lambda: rules.term("proposal.nonsense"), lambda: rules.value("expertise.weights.none")):
        with pytest.raises(KeyError, match="main v1"):
            ask()


@pytest.mark.parametrize(
    ("asked", "score"),
    [
        ("0", 60),
        ("500000", 60),
        ("500000.01", 65),
        ("3000000", 65),
        ("3000000.01", 68),
        ("10000000", 68),
        ("10000000.01", 70),
    ],
)
def test_thresholds(asked: str, score: int) -> None:
    assert Regulation.in_force().threshold_for(Decimal(asked)) == Decimal(score)


def test_values_are_exact() -> None:
    rules = Regulation.in_force()
    assert rules.value("expertise.weights") == {"professional": Decimal("0.6"), "public": Decimal("0.4")}
    assert rules.value("committee.majority.qualified") == Fraction(2, 3)
    assert rules.value("expertise.load_max") == 8
    assert [hint["from"] for hint in rules.value("expertise.scale.hints")] == [0, 1, 3, 5, 7, 9]


def test_the_first_version_is_the_file_we_ship() -> None:
    shipped = rulebook.read("regulation-1.json")["data"]
    rules = Regulation.in_force()
    assert rules.data == shipped
    assert rules.fingerprint == rulebook.fingerprint(shipped)
    assert rulebook.faults(shipped) == []


def test_a_new_version_leaves_the_old_one_alone() -> None:
    old = Regulation.in_force()
    data = json.loads(json.dumps(old.data))
    data["deadlines"]["proposal.fix"]["days"] = 7
    tomorrow = today() + timedelta(days=1)
    new = regulations.adopt_regulation(title="Новая редакция", valid_from=tomorrow, data=data, ground="решение")
    assert Regulation.in_force() == old
    assert Regulation.in_force(tomorrow) == new
    assert (old.term("proposal.fix").days, new.term("proposal.fix").days) == (5, 7)
    assert new.fingerprint != old.fingerprint


def test_no_rules_for_the_past() -> None:
    with pytest.raises(Refused, match="задним числом"):
        regulations.adopt_regulation(
            title="т", valid_from=date(2025, 1, 1), data=Regulation.in_force().data, ground="г"
        )


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("deadlines.proposal.fix", {"days": 0, "hard": True, "title": "т"}, "proposal.fix"),
        ("deadlines.proposal.fix", {"days": True, "hard": True, "title": "т"}, "proposal.fix"),
        ("weights", {"professional": "0.7", "public": "0.4"}, "в сумме"),
        ("weights", {"professional": "много"}, "неверно"),
        ("thresholds", [{"up_to": "5", "score": "1"}], "без верхней границы"),
        (
            "thresholds",
            [{"up_to": "5", "score": "1"}, {"up_to": "3", "score": "1"}, {"up_to": None, "score": "1"}],
            "по возрастанию",
        ),
        ("thresholds", [], "без верхней границы"),
        ("contest.single_entry", "79", "единственная заявка"),
        ("contest.thresholds", {"mark": "восемьдесят"}, "записаны неверно"),
        ("protocol.signatures_min", 8, "от каждого из трёх секторов"),
        ("identity.code_attempts", 0, "code_attempts"),
        ("identity.smallest_group", 1, "не меньше двух"),
        ("identity.number_rests_days", 29, "голосуют двое"),
        ("identity.levels", {}, "citizens_vote"),
        ("identity.levels", {"citizens_vote": "email", "petition_support": "email"}, "не ниже «телефон»"),
        ("identity.levels", {"citizens_vote": "blood", "petition_support": "email"}, "один из email"),
    ],
)
def test_malformed_rules_are_refused(path: str, value: object, words: str) -> None:
    data = json.loads(json.dumps(Regulation.in_force().data))
    section, _, name = path.partition(".")
    if name:
        data[section][name] = value
    else:
        data["expertise"][path] = value
    with pytest.raises(Refused, match=words):
        regulations.adopt_regulation(title="т", valid_from=today(), data=data, ground="г")


def test_a_missing_section_is_named() -> None:
    assert rulebook.faults({"deadlines": {}}) == [f"Нет раздела «{name}»." for name in rulebook.SECTIONS[1:]]


def test_a_term_that_steps_ask_for_may_not_be_missing() -> None:
    data = json.loads(json.dumps(Regulation.in_force().data))
    del data["deadlines"]["proposal.fix"]
    assert rulebook.faults(data) == ["Нет срока «proposal.fix»."]


def test_a_contest_does_not_run_away_from_an_appeal_filed_in_time():
    data = deepcopy(rulebook.read("regulation-1.json")["data"])
    data["deadlines"]["contest.voting"]["days"], data["deadlines"]["contest.appeals"]["days"] = 9, 5
    assert rulebook.faults(data) == []
    data["deadlines"]["contest.voting"]["days"], data["deadlines"]["contest.appeals"]["days"] = 8, 4
    assert [problem.split(":")[0] for problem in rulebook.faults(data)] == [
        "Голосование горожан не короче 9 дней", "Апелляции на итоги конкурса ждут не меньше 5 дней",
    ]  # fmt: skip


@pytest.mark.parametrize("model", [Regulation, CriteriaSet, Criterion])
def test_rules_are_never_edited(model) -> None:
    for change in (lambda rows: rows.update(title="другое"), lambda rows: rows._raw_delete("default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(model.objects.all())


def test_criteria_sets() -> None:
    sets = CriteriaSet.objects.annotate(total=Sum("criteria__weight")).order_by("code")
    known = sorted(f"KN{n}" for n in range(1, 13))
    assert [(one.code, one.total) for one in sets] == [(code, Decimal("10.00")) for code in known]
    blocking = Criterion.objects.filter(is_blocking=True).values_list("set__code", "title")
    assert set(blocking) == {
        ("KN1", "Реалистичность бюджета"),
        ("KN2", "Доступность для разных групп"),
        ("KN3", "Соответствие целям и праву"),
        ("KN4", "Доступность и безопасность"),
        ("KN5", "Обязательные требования"),
        ("KN7", "Безопасность"),
        ("KN9", "Доступность"),
        ("KN10", "Этика"),
        ("KN11", "Безопасность"),
    }
    reversed_ones = Criterion.objects.filter(is_reversed=True)
    assert sorted(reversed_ones.values_list("set__code", flat=True)) == ["KN2", "KN3", "KN6", "KN8"]
    assert all("Обратная шкала: 10 —" in one.hint for one in reversed_ones)
    assert CriteriaSet.in_force("KN1").version == 1


def test_weights_that_do_not_sum_to_ten_are_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        wrong = CriteriaSet.objects.create(
            code="KN1", version=2, title="т", purpose="ц", valid_from=today(), fingerprint=""
        )
        Criterion.objects.create(set=wrong, number=1, title="т", weight=Decimal("9.99"))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_storing_first_versions_again_does_nothing() -> None:
    rulebook.store_first_versions(Regulation.objects, CriteriaSet.objects, Criterion.objects)
    assert (Regulation.objects.count(), CriteriaSet.objects.count()) == (1, 12)


def test_promises_hold() -> None:
    with connection.cursor() as cursor:
        for _, title, sql in INVARIANTS:
            cursor.execute(sql)
            assert cursor.fetchall() == [], title
    assert [title for _, title, ask in CHECKS if ask()] == []


def test_adopt_regulation_command(tmp_path, capsys) -> None:
    file = tmp_path / "new.json"
    terms = ("--title", "Новая", "--from", today().isoformat(), "--ground", "решение")
    with pytest.raises(CommandError, match="прочитать"):
        call_command("adopt_regulation", str(file), *terms)
    file.write_text(json.dumps({"data": {}}))
    with pytest.raises(CommandError, match="Нет раздела"):
        call_command("adopt_regulation", str(file), *terms)
    file.write_text(json.dumps({"data": Regulation.in_force().data}))
    call_command("adopt_regulation", str(file), *terms)
    assert Regulation.in_force().version == 2


def test_adopt_calendar_command(tmp_path, capsys, django_capture_on_commit_callbacks) -> None:
    file = tmp_path / "days.csv"
    file.write_text("2027-11-13,рабочий,постановление\n2027-11-15,выходной,постановление\n", encoding="utf-8")
    with pytest.raises(CommandError, match="Строка 2"):
        call_command("adopt_calendar", str(file))
    assert not CalendarDay.objects.exists()
    file.write_text("2027-11-13,рабочий,постановление\n", encoding="utf-8")
    assert not workdays.is_working(date(2027, 11, 13))  # what is kept of the calendar now says so
    with django_capture_on_commit_callbacks(execute=True):
        call_command("adopt_calendar", str(file))
    assert workdays.is_working(date(2027, 11, 13))
    workdays.forget()
