"""Negotiations from the appointment to the text: who is asked, what the law refuses, what stays closed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework import sweeping, workdays
from casework.models import Waiting
from documents.models import Document
from events.models import Booking
from journal.models import Entry
from journal.record import key
from negotiations.models import Negotiation, Proposal
from tests.belonging import belong
from tests.clock import Clock
from tests.settled import is_refused, slack
from tests.story import answer, make_member, make_person, press, step
from tests.table import POSITION, Table, at, make_partner, make_table, wake, written


@pytest.fixture
def table(db: None, clock: Clock, settings: Any, tmp_path: Any) -> Table:
    settings.MEDIA_ROOT = tmp_path / "files"
    return make_table(clock)


def open_nodes(table: Table) -> list[str]:
    """What the case waits for from people."""
    rows = Waiting.objects.open().filter(process=table.case.process).exclude(addressee="").select_related("task")
    return sorted(row.task.flow_task.name for row in rows)


def due(table: Table, node: str) -> Any:
    """When the term of a step ends."""
    return step(table.case.process, node).due_at


def pass_term(table: Table, moment: Any) -> None:
    """The moment comes and goes."""
    table.time.move_to(moment + timedelta(minutes=2))
    while sweeping.sweep():
        pass
    wake()


def test_two_rounds_and_what_is_on_paper(table: Table) -> None:
    table.seated()
    assert table.case.status == "positions"
    assert open_nodes(table) == ["position", "position", "position", "schedule"]
    for person in (table.chairwoman, table.partners["works"][1]):
        table.go(person, "position", **POSITION)
    table.called()
    assert table.case.status == "scheduled"
    table.opened()
    assert table.case.status == "session_open"
    page = Client().get(table.case.platform.get_absolute_url()).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    name = table.moderator.short_name.replace("\N{NO-BREAK SPACE}", " ")
    assert f"{name}: здесь 1 дело" in page, "everybody sees who leads the talks of a platform"
    table.held(remark="В протоколе не сказано о расписании.")
    assert table.case.status == "between_sessions"
    table.go(table.moderator, "decide", outcome="round")
    table.called()
    table.opened()
    table.held()
    assert [str(row.minutes.number) for row in table.case.rounds.order_by("number")] == [
        f"П-{table.case.number}/1",
        f"П-{table.case.number}/2",
    ]
    minutes = table.case.rounds.get(number=1).minutes
    assert minutes.is_registered
    assert minutes.snapshot["remarks"] == [{"party": "ТОС «Утёс»", "text": ["В протоколе не сказано о расписании."]}]
    assert [row["name"] for row in minutes.snapshot["present"]] == ["Центр переговоров", "Завод «Енисей»", "ТОС «Утёс»"]


def test_silence_refuses_and_one_sector_is_not_enough(table: Table) -> None:
    neighbours, _ = table.partners["neighbours"] = make_partner("Соседи", "community")
    table.invited("works", "neighbours")
    table.reply("neighbours")
    pass_term(table, due(table, "reply"))
    assert table.party("works").status == "declined"
    assert table.party("works").reason == "ответ в срок не поступил"
    form = table.go(table.moderator, "compose", outcome="confirm", essential=[], refused=True)
    assert "секторов: 1, нужно не менее 2" in str(form.errors)
    table.go(table.moderator, "compose", outcome="more")
    table.invite("city")
    table.reply("city")
    table.go(table.moderator, "compose", outcome="confirm", essential=[table.party("city").pk])
    assert [party.organization.short_name for party in table.case.essential()] == ["Центр переговоров", "ТОС «Утёс»"]
    assert neighbours.pk in table.case.sides().values_list("organization", flat=True)


def test_parties_that_do_not_gather_end_the_case(table: Table) -> None:
    table.led()
    pass_term(table, due(table, "gather"))
    case = table.case
    assert (case.status, case.process.status) == ("failed", "DONE")
    assert case.conclusion.kind == "conclusion"
    assert table.reread().status == "negotiation_failed"
    assert not Waiting.objects.open().filter(process=case.process).exists()


def test_moderator_with_ties_or_five_cases_is_refused(table: Table) -> None:
    table.admitted()
    tied = make_member(table.applicant, role="staff")
    from programme.appointments.actions import appoint

    appoint(tied, role="moderator", ground="реестр")
    way = {"way": "negotiations"}
    form = answer(table.secretary, table.proposal.case, "route", moderator=tied.pk, refused=True, **way)
    assert "связан(а) со сторонами" in str(form.errors)
    answer(table.secretary, table.proposal.case, "route", moderator=table.moderator.pk, **way)
    form = table.go(table.moderator, "accept_moderation", answer="decline", text="Еду в отпуск")
    assert table.case.candidate is None
    other = make_person("moderator", last_name="Мирова")
    table.go(table.secretary, "appoint", moderator=other.pk)
    table.go(other, "accept_moderation", answer="accept")
    assert table.case.moderator == other
    assert list(table.case.declarations.values_list("is_clean", flat=True).order_by("pk")) == [False, True]


def test_moderator_cannot_invite_those_they_are_tied_to(table: Table) -> None:
    make = table.partners["works"][0]
    belong(
        table.moderator, make,
        valid_from=timezone.localdate() - timedelta(days=900), valid_to=timezone.localdate() - timedelta(days=500),
    )  # fmt: skip
    table.led()
    form = table.go(table.moderator, "invite", organizations=[make.pk], refused=True)
    assert "Вы связаны с приглашаемыми: Завод «Енисей»" in str(form.errors)


def test_round_needs_notice_every_essential_party_and_a_free_room(table: Table) -> None:
    table.seated("works")
    soon = at(workdays.add(workdays.local_date(), 3))
    facts = {"minutes": 60, "format": "in_person", "venue": table.venue.pk, "agenda": "Вклады"}
    form = table.go(table.moderator, "schedule", starts_at=written(soon), refused=True, **facts)
    assert "не менее чем за 5 рабочих дней" in str(form.errors)
    form = table.go(table.moderator, "schedule", starts_at=written(soon), is_short_notice="on", refused=True, **facts)
    assert "Ещё не согласились: Завод «Енисей», ТОС «Утёс»" in str(form.errors)
    from negotiations.consents import actions as consents

    for person in (table.chairwoman, table.partners["works"][1]):
        consents.consent(table.case, by=person, matter="short_notice")
    table.go(table.moderator, "schedule", starts_at=written(soon), is_short_notice="on", **facts)
    assert table.round.is_short_notice
    assert not table.case.parties.filter(consents__used_at=None, consents__isnull=False).exists()
    table.time.move_to(soon)
    form = table.go(table.moderator, "meet", outcome="open", present=[table.party("").pk], refused=True)
    assert "не явились обязательные стороны — Завод «Енисей»" in str(form.errors)
    table.go(table.moderator, "meet", outcome="open", present=[table.party("").pk, table.party("works").pk])
    assert table.case.status == "session_open"


def postpone(table: Table, reason: str, refused: bool = False, **data: Any) -> Any:
    """Put the round off by seven working days."""
    moment = at(workdays.add(max(workdays.local_date(), table.round.day), 7))
    facts = {
        "starts_at": written(moment),
        "minutes": 90,
        "format": "in_person",
        "venue": table.venue.pk,
        "why": "Болезнь",
    }
    return table.go(table.moderator, "meet", outcome="postpone", reason=reason, refused=refused, **{**facts, **data})


def test_two_postponements_at_request_and_no_more(table: Table) -> None:
    table.seated()
    table.called()
    postpone(table, "request")
    postpone(table, "request")
    form = postpone(table, "request", refused=True)
    assert "не больше двух раз" in str(form.errors)
    assert Booking.objects.live().filter(subject=key(table.round)).count() == 1
    assert Document.objects.filter(snapshot__why="Болезнь").count() == 2


def test_second_absence_in_a_row_closes_the_case(table: Table) -> None:
    table.seated()
    table.called()
    there = [table.party("").pk, table.party("city").pk]
    form = table.go(table.moderator, "meet", outcome="close", present=there, refused=True)
    assert "неявку отмечают не раньше" in str(form.errors)
    table.time.move_to(table.round.starts_at + timedelta(minutes=30))
    form = table.go(table.moderator, "meet", outcome="close", present=there, refused=True)
    assert "второй раз подряд" in str(form.errors)
    postpone(table, "absence", present=there)
    table.time.move_to(table.round.starts_at + timedelta(minutes=30))
    table.go(table.moderator, "meet", outcome="close", present=there)
    assert table.case.status == "failed"
    assert table.case.end_ground == "Обязательная сторона не явилась второй раз подряд: Завод «Енисей»."
    assert table.case.round is None
    wake()
    assert table.reread().status == "negotiation_failed"


def test_excused_absence_does_not_count(table: Table) -> None:
    table.seated()
    table.called()
    there, away = [table.party("").pk, table.party("city").pk], table.party("works").pk
    table.time.move_to(table.round.starts_at + timedelta(minutes=30))
    postpone(table, "absence", present=there, excused=[away])
    table.time.move_to(table.round.starts_at + timedelta(minutes=30))
    table.go(table.moderator, "meet", outcome="close", present=there, refused=True)
    assert table.case.status == "scheduled"


@pytest.mark.dated
def test_suspension_stops_every_clock_and_ends_by_itself(table: Table) -> None:
    from negotiations.talks import suspending

    table.seated()
    left = workdays.left(due(table, "clock"))
    until = workdays.add(workdays.local_date(), 10)
    suspending.suspend(table.case, by=table.moderator, ground="complaint", reasons="Жалоба на порядок.", until=until)
    assert table.case.status == "suspended"
    paused = Waiting.objects.open().filter(process=table.case.process).exclude(due_at=None)
    assert paused.count() == 4
    assert not paused.filter(paused_at=None).exists()
    form = table.go(table.chairwoman, "position", refused=True, **POSITION)
    assert "приостановлено" in str(form.errors)
    pass_term(table, workdays.end_of(until))
    assert table.case.status == "positions"
    assert workdays.left(due(table, "clock")) == left
    assert workdays.local_date(due(table, "clock")) == table.case.ends_on
    table.go(table.chairwoman, "position", **POSITION)
    suspending.suspend(
        table.case, by=table.moderator, ground="complaint", reasons="Жалоба на порядок.", until=workdays.add(until, 5)
    )
    answer(table.moderator, table.case.suspensions.latest("pk").process, "resume")
    assert table.case.status == "positions"


@pytest.mark.dated
def test_term_of_the_case_closes_it_and_an_extension_moves_it(table: Table) -> None:
    table.seated("works")
    until = workdays.add(table.case.ends_on, 20)
    extend, consent = (reverse(f"negotiation_{verb}", args=[table.case.pk]) for verb in ("extend", "consent"))
    early = press(table.moderator, extend, status=422, until=f"{until:%Y-%m-%d}")
    assert "согласие всех обязательных сторон" in early and f"{until:%Y-%m-%d}" in early
    assert "Выберите один из вариантов." in press(table.chairwoman, consent, status=422)
    for person in (table.chairwoman, table.partners["works"][1]):
        press(person, consent, matter="extension")
    old = due(table, "clock")
    assert "Укажите дату, например 23.11.2026." in press(table.moderator, extend, status=422, until="после праздников")
    press(table.moderator, extend, until=f"{until:%Y-%m-%d}")
    pass_term(table, old)
    assert table.case.status == "positions"
    pass_term(table, workdays.end_of(until))
    assert table.case.status == "failed"
    assert table.reread().status == "negotiation_failed"


def test_the_last_day_of_talks_and_an_announced_round_move_by_their_acts_alone(table: Table) -> None:
    table.seated("works")
    table.called()
    case, later = Negotiation.objects.filter(pk=table.case.pk), workdays.add(table.case.ends_on, 5)
    assert slack(case, {"ends_on": later, "extensions": 1, "ended_at": timezone.now(), "end_ground": "иначе"}) == []
    assert is_refused(case, ends_on=workdays.back(table.case.ends_on, 5), extensions=1), "an extension does not shorten"
    [round] = table.case.rounds.all()
    other = {"starts_at": round.starts_at - timedelta(hours=1), "ends_at": round.ends_at + timedelta(hours=1), "format": "video",
             "place": "в другом месте", "link": "https://example.org/", "agenda": "Другое", "is_short_notice": True}  # fmt: skip
    assert slack(table.case.rounds.all(), other) == []


def test_failed_negotiations_are_resumed_once_on_new_conditions(table: Table) -> None:
    table.led()
    first = table.case
    pass_term(table, due(table, "gather"))
    table.reread()
    answer(
        table.chairwoman,
        table.proposal.case,
        "resume_negotiations",
        conditions="Теперь завод даёт помещение бесплатно.",
    )
    assert table.reread().status == "negotiating"
    assert table.case.pk != first.pk
    table.go(table.secretary, "appoint", moderator=table.moderator.pk)
    table.go(table.moderator, "accept_moderation", answer="accept")
    pass_term(table, due(table, "gather"))
    assert table.reread().status == "archived"


def test_unresumed_proposal_is_archived(table: Table) -> None:
    table.led()
    pass_term(table, due(table, "gather"))
    waiting = step(table.reread().case)
    pass_term(table, waiting.due_at)
    assert table.reread().status == "archived"


def test_initiator_may_cancel_while_parties_are_asked(table: Table) -> None:
    table.invited()
    cancel = reverse("negotiation_cancel", args=[table.case.pk])
    assert "знаков нужно не меньше 10" in press(table.chairwoman, cancel, status=422, ground="Сами")
    press(table.chairwoman, cancel, ground="Нашли партнёра сами")
    assert table.case.status == "cancelled"
    assert table.reread().status == "negotiation_failed"
    assert not Waiting.objects.open().filter(process=table.case.process).exists()


@pytest.mark.parametrize("stage", ["invited", "seated", "called"])
def test_withdrawn_proposal_takes_its_negotiations_with_it(table: Table, stage: str) -> None:
    from negotiations.proposals import actions as proposals

    if stage == "called":
        table.seated()
    getattr(table, stage)()
    proposals.withdraw(table.reread(), by=table.chairwoman, ground="Передумали всем собранием")
    assert table.case.status == ("cancelled" if stage == "invited" else "failed")
    assert table.reread().status == "withdrawn"
    wake()
    assert not Waiting.objects.open().filter(process=table.case.process).exists()
    assert not Waiting.objects.open().filter(process=table.proposal.case).exists()


def test_skipping_negotiations_is_the_chairs_word(table: Table) -> None:
    table.level = "sectoral"
    table.admitted()
    answer(table.secretary, table.proposal.case, "route", way="expertise", reasons="Вклады уже собраны")
    answer(table.chair, table.proposal.case, "order_expertise", way="negotiations", instruction="Нужны вклады бизнеса")
    assert table.reread().must_negotiate
    form = answer(table.secretary, table.proposal.case, "route", way="expertise", refused=True)
    assert "way" in form.errors
    answer(table.secretary, table.proposal.case, "route", way="negotiations", moderator=table.moderator.pk)
    assert Proposal.objects.get(pk=table.proposal.pk).status == "negotiating"


def test_interdepartmental_proposal_always_negotiates(table: Table) -> None:
    table.admitted()
    form = answer(table.secretary, table.proposal.case, "route", way="expertise", refused=True)
    assert list(form.errors) == ["way"]


def test_one_running_case_a_proposal_in_the_database(table: Table) -> None:
    from django.db import IntegrityError, transaction

    case = table.led()
    twin = Negotiation(
        proposal=table.proposal,
        platform=case.platform,
        year=2026,
        n=99,
        opened_by=table.secretary,
        ends_on=case.ends_on,
    )
    with pytest.raises(IntegrityError, match="one_running_negotiation_a_proposal"), transaction.atomic():
        twin.save()


def test_closed_part_of_a_position_reaches_nobody_else(table: Table) -> None:
    from negotiations.models import PartyPosition

    secret = {"interests": "КАНАРЕЙКА-интерес", "conditions": "КАНАРЕЙКА-условие", "red_lines": "КАНАРЕЙКА-предел"}
    table.seated()
    works = table.partners["works"][1]
    table.go(works, "position", public_part="Готовы договариваться.", **secret)
    disclosed = {
        "works": PartyPosition.objects.disclosed_to(works).count(),
        "moderator": PartyPosition.objects.disclosed_to(table.moderator).count(),
        "applicant": PartyPosition.objects.disclosed_to(table.chairwoman).count(),
        "secretary": PartyPosition.objects.disclosed_to(table.secretary).count(),
        "auditor": PartyPosition.objects.disclosed_to(make_person("auditor")).count(),
    }
    assert disclosed == {"works": 1, "moderator": 1, "applicant": 0, "secretary": 0, "auditor": 0}
    assert PartyPosition.objects.told_to(table.chairwoman).count() == 1
    assert not any("КАНАРЕЙКА" in f"{row.title}{row.ground}{row.payload}" for row in Entry.objects.all())
    assert not any("КАНАРЕЙКА" in str(row.snapshot) for row in Document.objects.all())
