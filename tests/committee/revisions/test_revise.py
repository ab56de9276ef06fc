"""A body amends or revokes a decision of its own: by a new decision, by two thirds, and both papers say so (DC-11)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.models import Waiting
from committee.agenda import actions as agenda
from committee.decisions import actions as decisions
from committee.models import AgendaItem, AgendaLine, Decision, Revision
from execution.models import Undertaking
from tests.committee.conftest import (
    again,
    answer,
    closed,
    convened,
    decided,
    opened,
    person,
    released,
    run_pending,
    sign_by_all,
)

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TOKEN = "6f1c1c1e-2222-4c4c-8888-1234567890{:02d}"


def browser_of(who):
    browser = Client()
    if who:
        browser.force_login(who, backend=BACKEND)
    return browser


def page(address, who=None):
    answered = browser_of(who).get(address)
    return answered.status_code, answered.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def resolve(committee, clock, *, points="", choices="for", **answers):
    """The only question that waits is heard, voted on, drawn up, signed and released; the decision as it is then."""
    convened(committee)
    meeting = opened(committee, clock)
    decided(committee, meeting.lines.get(), choices, **answers)
    sign_by_all(closed(committee, meeting).minutes)
    answer(committee.secretary.person, "draw_up", **({"points": points} if points else {}))
    decision = Decision.objects.get(line__meeting=meeting)
    sign_by_all(decision.document)
    released(committee, meeting)
    return again(decision)


@pytest.fixture
def adopted(committee, clock):
    """A decision of the body's own with an instruction to somebody, out and in force."""
    executor = person(last_name="Исполнителев")
    agenda.put_question(
        committee.body, by=committee.chair.person, title="О порядке работы", question="Кто ведёт приём.",
        draft_resolution="Вести приём.", matter="",
    )  # fmt: skip
    convened(committee)
    meeting = opened(committee, clock)
    decided(committee, meeting.lines.get(), resolution="adopt", text="Вести приём.\nОпубликовать график.")
    sign_by_all(closed(committee, meeting).minutes)
    due = f"{timezone.localdate() + timedelta(days=90):%Y-%m-%d}"
    answer(committee.secretary.person, "draw_up", point_1=2, who_1=executor.email, due_1=due, proof_1="График.")
    decision = Decision.objects.get()
    sign_by_all(decision.document)
    released(committee, meeting)
    return again(decision)


def ask(decision, who, number, **data):
    """The chair or the secretary asks the body on the page of the decision."""
    address = reverse("decision_revise", args=[decision.pk])
    return browser_of(who).post(address, {"_token": TOKEN.format(number), **data})


REVOKE = {"kind": "revoke_decision", "text": "Отменить решение.", "reasons": "Приём ведёт другой орган."}
AMEND = {"kind": "amend_decision", "points": [2], "text": "Пункт 2 изложить иначе.", "reasons": "График не нужен."}


def test_two_thirds_revoke_a_decision_and_both_papers_say_so(committee, adopted, clock):
    chair, old = committee.chair.person, adopted.document
    assert reverse("decision_revise", args=[adopted.pk]) in page(adopted.get_absolute_url(), chair)[1]
    assert ask(adopted, chair, 1, **REVOKE).status_code == 302
    revision = Revision.objects.get()
    item = revision.item
    assert (item.majority_for("revoke_decision"), item.majority_for("keep_decision")) == ("qualified", "simple")
    assert list(item.materials.all()) == [old]
    assert "уже внесён" in page(reverse("decision_revise", args=[adopted.pk]), chair)[1]

    new = resolve(committee, clock, resolution="revoke_decision", text="Отменить решение.", reasons="Другой орган.")
    decision = again(adopted)
    assert (decision.status, decision.changed_by, again(revision).outcome) == ("revoked", new, "done")
    assert not decision.item.is_effective
    assert set(Undertaking.objects.values_list("status", flat=True)) == {"dropped"}
    assert again(old).is_annulled
    status, checked = page(old.check_path)
    assert (status, f"Отменено решением № {new.document.number}" in checked) == (200, True)
    assert new.document.check_path in checked
    assert f"Отменяет решение № {old.number}" in page(new.document.check_path)[1]
    assert f"решением № {new.document.number}" in page(adopted.get_absolute_url())[1]
    assert "уже не" in (barred := page(reverse("decision_revise", args=[adopted.pk]), chair)[1]) or "отменено" in barred
    run_pending()
    assert not Waiting.objects.open().exists()


def test_an_amendment_words_points_anew_and_the_rest_binds_on(committee, adopted, clock):
    old = adopted.document
    refused = ask(adopted, committee.secretary.person, 1, **{**AMEND, "points": []})
    assert refused.status_code == 422 and "Отметьте хотя бы один пункт." in refused.content.decode()
    assert ask(adopted, committee.secretary.person, 2, **AMEND).status_code == 302
    new = resolve(committee, clock, resolution="amend_decision", text="Пункт 2 изложить иначе.", reasons="Не нужен.")
    decision = again(adopted)
    assert (decision.status, decision.is_in_force, decision.changed_by) == ("amended", True, new)
    assert set(Undertaking.objects.values_list("status", flat=True)) == {"dropped"}
    assert not again(old).is_annulled
    checked = page(old.check_path)[1]
    assert f"Изменено решением № {new.document.number}" in checked and "Изменены пункты: 2." in checked
    assert f"Изменяет решение № {old.number}" in page(new.document.check_path)[1]

    assert ask(decision, committee.chair.person, 3, **REVOKE).status_code == 302  # what was amended can be revoked, too
    last = resolve(committee, clock, resolution="revoke_decision", text="Отменить.", reasons="Другой орган.")
    assert (again(decision).status, again(decision).changed_by) == ("revoked", last)


def test_less_than_two_thirds_leaves_the_decision_as_it_is(committee, adopted, clock):
    assert ask(adopted, committee.chair.person, 1, **REVOKE).status_code == 302
    convened(committee)
    meeting = opened(committee, clock)
    line = meeting.lines.get()
    half = {member: "for" if number < 10 else "against" for number, member in enumerate(committee.voters)}
    decided(committee, line, half, resolution="revoke_decision", text="Отменить.", reasons="Другой орган.")
    assert AgendaItem.objects.get(pk=line.item_id).status == "discussing"
    decided(committee, AgendaLine.objects.get(pk=line.pk), resolution="keep_decision", text="Оставить.")
    sign_by_all(closed(committee, meeting).minutes)
    answer(committee.secretary.person, "draw_up")
    new = Decision.objects.get(line__meeting=meeting)
    sign_by_all(new.document)
    released(committee, meeting)
    assert (again(adopted).status, again(adopted).changed_by, Revision.objects.get().outcome) == (
        "published",
        None,
        "kept",
    )
    assert not Waiting.objects.open().filter(title__startswith="Рассмотрение вопроса о решении").exists()


@pytest.mark.parametrize("is_set_aside", [False, True])
def test_an_appeal_that_was_admitted_meanwhile_is_decided_first(committee, adopted, clock, is_set_aside):
    assert ask(adopted, committee.chair.person, 1, **REVOKE).status_code == 302
    decisions.contest(adopted, by=None, ground="апелляция № 1")
    assert "апелляционная комиссия" in page(reverse("decision_revise", args=[adopted.pk]), committee.chair.person)[1]
    new = resolve(committee, clock, resolution="revoke_decision", text="Отменить решение.", reasons="Другой орган.")
    run_pending()
    assert (again(adopted).status, Revision.objects.get().outcome) == ("appealed", "")
    if is_set_aside:
        decisions.set_aside(adopted, by=None, ground="решение по апелляции № 1/Р", verdict=new.document)
    else:
        decisions.let_stand(adopted, by=None, ground="решение по апелляции № 1/Р")
    run_pending()
    outcome, changed_by = ("too_late", None) if is_set_aside else ("done", new)
    decision = again(adopted)
    assert (decision.status, decision.changed_by, Revision.objects.get().outcome) == ("revoked", changed_by, outcome)


def test_nobody_else_asks_and_the_database_changes_nothing_without_a_new_decision(committee, adopted, item, clock):
    address = reverse("decision_revise", args=[adopted.pk])
    member, clerk = committee.members[0].person, person("clerk")
    assert [page(address, who)[0] for who in (None, member, clerk)] == [302, 403, 403]
    assert reverse("decision_revise", args=[adopted.pk]) not in page(adopted.get_absolute_url(), member)[1]
    for change in (
        {"status": "revoked", "revoked_ground": "так решили"},
        {"status": "amended"},
        {"changed_by": adopted},
    ):
        with pytest.raises(DatabaseError, match="changed by a new one"), transaction.atomic():
            Decision.objects.filter(pk=adopted.pk).update(**change)
    item()  # a question of a story that says nothing of revisions: it is changed in the way in which it was decided
    other = resolve(committee, clock)
    assert "в котором оно принято" in page(reverse("decision_revise", args=[other.pk]), committee.chair.person)[1]
    assert ask(other, committee.chair.person, 1, **REVOKE).status_code == 200
    assert not Revision.objects.exists()
