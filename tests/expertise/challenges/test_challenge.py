"""A challenge: whom somebody does not trust, without knowing the group and without learning it from the answer."""

import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from casework.models import Notification, Waiting
from documents.models import Document
from expertise.challenges.naming import is_organization, is_person
from expertise.models import Affiliation, Challenge, Expert, ExpertAssignment, Expertise, ScoreSheet
from expertise.panels import selection
from portal.management.commands.check_invariants import broken
from tests.expertise.conftest import City, fresh, make_organization, sheet
from tests.recourse import keeps_promise, page_for

REASON = "Этот человек судится с нашим советом дома второй год."
GROUND = "Спор подтверждён определением суда."


def again(expertise: Expertise) -> Expertise:
    return Expertise.objects.get(pk=expertise.pk)


def status(assignment: ExpertAssignment) -> str:
    return str(ExpertAssignment.objects.get(pk=assignment.pk).status)


def faults() -> list[str]:
    return [title for title in broken() if title.startswith(("I-2 ", "I-3 ", "I-6 ", "I-26 ", "P-"))]


def under_way(city: City) -> tuple[Expertise, list[ExpertAssignment]]:
    city.register()
    expertise = city.request()
    return expertise, city.gather(expertise)


def name_of(expert: Expert) -> str:
    return expert.person.get_full_name()


def challenge(person, expertise: Expertise, name: str, named: str = "person", **changes) -> int:
    """The form of the page, sent; the status of the answer."""
    client = Client()
    client.force_login(fresh(person))
    data = {"named": named, "name": name, "reason": REASON} | changes
    return client.post(f"/expertise/{expertise.pk}/challenge/", data).status_code


def step_of(row: Challenge) -> Waiting:
    return Waiting.objects.open().get(process=row.case.pk)


def decide(city: City, row: Challenge, verdict: str, *experts: Expert, ground: str = GROUND):
    return city.send(
        step_of(row), city.coordinator, verdict=verdict, experts=[str(expert.pk) for expert in experts], ground=ground
    )


def page(person, expertise: Expertise) -> str:
    client = Client()
    client.force_login(fresh(person))
    return client.get(expertise.get_absolute_url()).content.decode()


def outsider(city: City, group: list[ExpertAssignment]) -> Expert:
    """An expert of the register who is not in the group."""
    return Expert.objects.exclude(pk__in=[row.expert_id for row in group]).order_by("pk").first()


def test_a_challenged_expert_hands_in_no_sheet_until_it_is_decided_and_is_replaced_when_it_is_upheld(
    city: City,
) -> None:
    expertise, [first, *others] = under_way(city)
    city.open_materials(first)
    assert challenge(city.head, expertise, name_of(first.expert)) == 302
    row = Challenge.objects.get()
    assert (row.side, row.status, [m.expert_id for m in row.mentions.all()]) == (
        "applicant",
        "submitted",
        [first.expert_id],
    )
    form = city.send(city.of(expertise, "score", first), first.expert.person, **sheet(first, 7))
    assert "Решается вопрос о вашем участии" in str(form.errors) and not ScoreSheet.objects.exists()
    assert decide(city, row, "uphold", first.expert).is_valid()
    assert (status(first), again(expertise).status) == ("recused", "forming_group")
    assert sorted(city.nodes(expertise)) == ["find_replacement", *["open_materials"] * len(others)]
    city.open_materials(others[0])
    city.score(others[0], 7)  # the others go on meanwhile
    spare = next(c.expert for c in selection.candidates(expertise, first.expert.track) if c.can_be_asked)
    city.do(expertise, "find_replacement", expert=str(spare.pk))
    assert again(expertise).status == "coi_check"
    [new] = city.assignments(expertise, "proposed")
    city.accept(new)
    assert again(expertise).status == "evaluating"
    assert ExpertAssignment.objects.get(pk=new.pk).number == len(others) + 2
    city.take(others[0])
    for assignment in [*others[1:], new]:
        city.assess(assignment, 7)
    assert again(expertise).status == "deviation"
    assert Notification.objects.filter(person=city.head, title__contains="Экспертная группа").count() == 1
    assert faults() == []


def test_a_refused_challenge_changes_nothing_and_says_how_to_appeal(city: City) -> None:
    expertise, [first, *_] = under_way(city)
    city.open_materials(first)
    challenge(city.head, expertise, name_of(first.expert))
    row = Challenge.objects.get()
    assert decide(city, row, "refuse", ground="Суда не было.").is_valid()
    row = Challenge.objects.get(pk=row.pk)
    assert (row.status, row.ground, row.decided_by) == ("refused", "Суда не было.", city.coordinator)
    paper = Document.objects.get(pk=row.ruling_id)
    keeps_promise("challenge", paper, city.head)
    page = page_for(city.coordinator, row.get_absolute_url())
    assert "Суда не было" in page and "Подать апелляцию" not in page
    assert Notification.objects.filter(person=city.head, event=f"challenge:{row.pk}:decided").count() == 1
    city.score(first, 7)
    assert (status(first), again(expertise).status) == ("submitted", "evaluating")
    assert faults() == []


def test_an_organisation_is_challenged_with_everybody_tied_to_it(city: City) -> None:
    expertise, group = under_way(city)
    home = make_organization("Институт дворов и скверов", inn="2466000004")
    mine = next(row for row in group if row.expert.track == "professional")
    Affiliation.objects.create(
        expert=mine.expert, organization=home, kind="contract", valid_from="2020-01-01", declared_at=mine.proposed_at,
        declared_by=city.coordinator,
    )  # fmt: skip
    spare = outsider(city, group)
    Affiliation.objects.create(
        expert=spare, organization=home, kind="work", valid_from="2020-01-01", declared_at=mine.proposed_at,
        declared_by=city.coordinator,
    )  # fmt: skip
    challenge(city.head, expertise, "«институт дворов и скверов»", "organization")
    row = Challenge.objects.get()
    assert {m.expert_id for m in row.mentions.all()} == {mine.expert_id, spare.pk}
    bars = {c.expert.pk: c.bar for c in selection.candidates(expertise)}
    assert bars[spare.pk] == "заявлен отвод, решения ещё нет"
    decide(city, row, "uphold", mine.expert, spare)
    assert status(mine) == "recused"
    assert {c.expert.pk: c.bar for c in selection.candidates(expertise)}[spare.pk] == "отвод удовлетворён"
    form = city.send(city.the(expertise, "find_replacement"), city.coordinator, expert=str(spare.pk))
    assert not form.is_valid()


def test_the_coordinator_leaves_out_a_namesake(city: City) -> None:
    expertise, [first, second, *_] = under_way(city)
    second.expert.person.last_name = first.expert.person.last_name
    second.expert.person.save()
    challenge(city.head, expertise, name_of(first.expert))
    row = Challenge.objects.get()
    assert {m.expert_id for m in row.mentions.all()} == {first.expert_id, second.expert_id}
    form = decide(city, row, "uphold")
    assert form.errors == {"experts": ["Отметьте, кого касается отвод: названный участвует в экспертизе."]}
    decide(city, row, "uphold", first.expert)
    assert (status(first), status(second)) == ("recused", "accepted")
    city.open_materials(second)
    city.score(second, 7)
    assert faults() == []


def test_whoever_is_challenged_before_they_have_answered_is_not_let_in(city: City) -> None:
    city.register()
    expertise = city.request()
    city.start(expertise)
    [first, *others] = city.form(expertise)
    challenge(city.head, expertise, name_of(first.expert))
    decide(city, Challenge.objects.get(), "uphold", first.expert)
    assert status(first) == "proposed"
    for assignment in [first, *others]:
        city.accept(assignment)
    assert (status(first), again(expertise).status) == ("recused", "forming_group")
    assert city.nodes(expertise) == ["form_group"]


def test_in_the_first_round_an_accepted_expert_is_let_go_and_the_group_is_asked_for_again(city: City) -> None:
    city.register()
    expertise = city.request()
    city.start(expertise)
    [first, *others] = city.form(expertise)
    city.accept(first)
    challenge(city.head, expertise, name_of(first.expert))
    decide(city, Challenge.objects.get(), "uphold", first.expert)
    assert (status(first), again(expertise).status) == ("recused", "coi_check")
    for assignment in others:
        city.accept(assignment)
    assert (again(expertise).status, city.nodes(expertise)) == ("forming_group", ["form_group"])


def test_two_are_let_go_and_only_the_last_substitute_completes_the_group(city: City) -> None:
    city.register(professional=5, public=4)
    expertise = city.request()
    group = city.gather(expertise)
    for assignment in group[:2]:
        challenge(city.head, expertise, name_of(assignment.expert))
        decide(city, Challenge.objects.latest("pk"), "uphold", assignment.expert)
    assert again(expertise).status == "forming_group"
    for gone in group[:2]:
        step = next(
            row for row in city.open(expertise, "find_replacement") if row.task.data["item"].endswith(f":{gone.pk}")
        )
        spare = next(c.expert for c in selection.candidates(expertise, gone.expert.track) if c.can_be_asked)
        assert city.send(step, city.coordinator, expert=str(spare.pk)).is_valid()
    one, other = city.assignments(expertise, "proposed")
    city.accept(one)
    assert again(expertise).status == "coi_check"
    node = city.of(expertise, "declare_as_replacement", other)
    city.send(node, other.expert.person, answer="decline", refusal="Занята.")
    assert again(expertise).status == "forming_group"
    spare = next(c.expert for c in selection.candidates(expertise, other.expert.track) if c.can_be_asked)
    city.do(expertise, "find_replacement", expert=str(spare.pk))
    [last] = city.assignments(expertise, "proposed")
    city.accept(last)
    assert again(expertise).status == "evaluating"
    for assignment in city.assignments(expertise, "accepted"):
        city.assess(assignment, 7)
    assert again(expertise).status == "deviation"
    assert faults() == []


def test_an_expert_asks_to_be_let_go(city: City) -> None:
    expertise, [first, *_] = under_way(city)
    assert challenge(first.expert.person, expertise, "", "myself") == 302
    row = Challenge.objects.get()
    assert (row.side, row.named, row.name) == ("expert", "myself", name_of(first.expert))
    assert challenge(city.head, expertise, "", "myself") == 422
    decide(city, row, "uphold", first.expert)
    assert status(first) == "recused"


def test_a_challenge_comes_before_the_first_sheet_even_if_it_was_taken_back(city: City) -> None:
    expertise, [first, second, *_] = under_way(city)
    city.open_materials(first)
    city.score(first, 7)
    assert challenge(city.head, expertise, name_of(second.expert)) == 422
    client = Client()
    client.force_login(fresh(city.head))
    answer = client.get(f"/expertise/{expertise.pk}/challenge/", follow=True)
    assert "это время прошло" in answer.content.decode()
    with pytest.raises(DatabaseError, match="a sheet has been handed in already"), transaction.atomic():
        Challenge.objects.create(
            expertise=expertise, side="applicant", named="person", name="Кто-то", reason=REASON, submitted_at=first.proposed_at,
            raised_by=city.head,
        )  # fmt: skip


def test_the_applicant_raises_as_many_as_the_regulation_allows_and_none_twice(city: City) -> None:
    expertise, group = under_way(city)
    most = expertise.regulation.value("expertise.challenges_max")
    names = [*[name_of(row.expert) for row in group][: most - 1], "Посторонняя Ольга"]
    assert [challenge(city.head, expertise, name) for name in names] == [302] * most
    assert challenge(city.head, expertise, "Ещё Один") == 422
    assert Challenge.objects.count() == most
    other = city.request(version_hash="b" * 64)
    assert [challenge(city.head, other, "Посторонняя Ольга") for _ in range(2)] == [302, 422]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "Иванова"}, "Назовите фамилию и имя"),
        ({"name": ""}, "Назовите человека или организацию"),
        ({"reason": "не люблю"}, "Опишите причину подробнее"),
        ({"named": ""}, "Выберите, о ком речь"),
    ],
)
def test_what_is_typed_wrongly_is_said_and_kept(city: City, changes: dict, field: str) -> None:
    expertise = city.request()
    client = Client()
    client.force_login(fresh(city.head))
    data = {"named": "person", "name": "Иванова Анна", "reason": REASON} | changes
    answer = client.post(f"/expertise/{expertise.pk}/challenge/", data)
    assert answer.status_code == 422 and field in answer.content.decode()
    assert all(value in answer.content.decode() for value in data.values())
    assert not Challenge.objects.exists()


def test_somebody_outside_neither_raises_nor_reads(city: City) -> None:
    expertise, [first, second, *_] = under_way(city)
    challenge(city.head, expertise, name_of(first.expert))
    row = Challenge.objects.get()
    outside = outsider(city, city.assignments(expertise))
    assert challenge(outside.person, expertise, "Иванова Анна") == 404
    for person, answer in (
        (outside.person, 404),
        (second.expert.person, 404),
        (first.expert.person, 404),
        (city.head, 200),
        (city.coordinator, 200),
    ):
        client = Client()
        client.force_login(fresh(person))
        assert client.get(row.get_absolute_url()).status_code == answer
    assert row.name not in page(second.expert.person, expertise)
    assert Client().get(row.get_absolute_url()).status_code == 302


def normalized(text: str) -> str:
    """Without what differs from one request, and from one object, to another."""
    for pattern in (r'name="(csrfmiddlewaretoken|_token)" value="[^"]*"', r'nonce[-=]"?[\w+/=-]+"?', r"\d+"):
        text = re.sub(pattern, "·", text)
    return text


def applicants_pages(city: City, expertise: Expertise, row: Challenge) -> list[str]:
    """All that the applicant can open about the case: its page, the challenge, the form of the next, notices, tasks, the paper."""
    client = Client()
    client.force_login(fresh(city.head))
    addresses = [
        expertise.get_absolute_url(), row.get_absolute_url(), f"/expertise/{expertise.pk}/challenge/", "/notifications/", "/inbox/",
        f"/search/?q={expertise.object_title}",
    ]  # fmt: skip
    if row.ruling_id:
        addresses.append(Document.objects.get(pk=row.ruling_id).get_absolute_url())
    answers = [client.get(address) for address in addresses]
    return [f"{answer.status_code} {normalized(answer.content.decode())}" for answer in answers]


@pytest.mark.parametrize("verdict", ["uphold", "refuse"])
def test_nothing_the_applicant_can_open_tells_whether_the_challenged_one_is_in_the_group(
    city: City, verdict: str
) -> None:
    """Two worlds that differ in one thing: who of two people of one name was asked into the group."""
    city.register(professional=6, public=4)
    worlds = []
    for number, is_member in enumerate((True, False)):
        expertise = city.request(version_hash=str(number) * 64)
        group = city.gather(expertise)
        inside = next(row.expert for row in group if row.expert.track == "professional")
        person = (inside if is_member else outsider(city, group)).person
        worlds.append((expertise, inside, person))
    seen: list[list[list[str]]] = []
    for expertise, inside, person in worlds:
        Notification.objects.filter(person=city.head).delete()
        person.last_name, person.first_name, person.middle_name = "Скрытная", "Вера", "Павловна"
        person.save()
        stages = []
        challenge(city.head, expertise, "Скрытная Вера Павловна")
        row = Challenge.objects.latest("pk")
        stages.append(applicants_pages(city, expertise, row))
        meant = [m.expert for m in row.mentions.all()] if verdict == "uphold" else []
        assert decide(city, row, verdict, *meant).is_valid()
        row = Challenge.objects.get(pk=row.pk)
        stages.append(applicants_pages(city, expertise, row))
        if city.open(expertise, "find_replacement"):
            spare = next(c.expert for c in selection.candidates(expertise, inside.track) if c.can_be_asked)
            city.do(expertise, "find_replacement", expert=str(spare.pk))
            stages.append(applicants_pages(city, expertise, row))
            [new] = city.assignments(expertise, "proposed")
            city.accept(new)
        stages.append(applicants_pages(city, expertise, row))
        seen.append(stages)
        person.last_name = f"Прежняя{person.pk}"
        person.save()
    with_one, without = seen
    assert without[0] == with_one[0]
    assert all(stage == without[1] for stage in [*with_one[1:], *without[1:]])


@pytest.mark.parametrize(
    ("harm", "title"),
    [
        ("UPDATE expertise_mention SET is_meant = true; UPDATE expertise_challenge SET status = 'upheld', ground = 'да', decided_at = now()",
         "I-3 эксперт, чей отвод удовлетворён, в группе не участвует"),
        ("UPDATE expertise_challenge SET decided_at = now() + interval '1 year'",
         "I-3 пока отвод не решён, отводимый листа не сдаёт"),
        ("UPDATE expertise_challenge SET submitted_at = now() + interval '1 year', decided_at = NULL, status = 'submitted', ground = ''",
         "I-3 отвод заявлен до первого сданного листа"),
        ("INSERT INTO expertise_challenge (expertise_id, side, named, name, reason, status, submitted_at, raised_by_id, ground, decided_at, "
         "overturned_ground) "
         "SELECT expertise_id, side, named, name || n, reason, status, submitted_at, raised_by_id, ground, decided_at, '' "
            "FROM expertise_challenge, generate_series(1, 5) n",
         "I-3 отводов у заявителя и у эксперта не больше, чем допускает регламент"),
    ],
)  # fmt: skip
def test_each_promise_notices_its_own_harm(city: City, harm: str, title: str) -> None:
    expertise, [first, *_] = under_way(city)
    challenge(city.head, expertise, name_of(first.expert))
    decide(city, Challenge.objects.get(), "refuse", ground="Нет.")
    city.open_materials(first)
    city.score(first, 7)
    assert faults() == []
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in harm.split("; "):
            cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")
    assert [row for row in broken() if row.startswith(title)]


def test_the_database_refuses_a_sheet_and_an_invitation_of_whoever_is_challenged(city: City) -> None:
    expertise, [first, *_] = under_way(city)
    city.open_materials(first)
    spare = outsider(city, city.assignments(expertise))
    for expert in (first.expert, spare):
        challenge(city.head, expertise, name_of(expert))
    with pytest.raises(DatabaseError, match="the expert is challenged"), transaction.atomic():
        ScoreSheet.objects.create(
            assignment=first, conclusion="к", recommendation="rework", total=1, submitted_at=first.proposed_at
        )
    with pytest.raises(DatabaseError, match="the expert is challenged"), transaction.atomic():
        ExpertAssignment.objects.create(expertise=expertise, expert=spare, proposed_at=first.proposed_at)
    row = Challenge.objects.first()
    with pytest.raises(DatabaseError), transaction.atomic():
        Challenge.objects.filter(pk=row.pk).update(reason="другое")
    with pytest.raises(DatabaseError), transaction.atomic():
        Challenge.objects.filter(pk=row.pk).update(status="upheld")
    decide(city, row, "uphold", first.expert)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.mentions.update(is_meant=False)


@pytest.mark.parametrize(
    ("written", "is_meant"),
    [
        ("Утёсова Анна Петровна", True), ("анна петровна утесова", True), ("Утёсова А. П.", True), ("Утёсов Анна", True),
        ("Утёсова Ольга", False), ("Анна Петровна", False), ("Петрова Анна", False), ("", False),
    ],
)  # fmt: skip
def test_a_name_is_known_in_any_order_and_form(written: str, is_meant: bool) -> None:
    assert is_person(written, "Утёсова", "Анна", "Петровна") is is_meant


@pytest.mark.parametrize(
    ("written", "is_meant"),
    [
        ("ТОС «Утёс»", True), ("тос утес", True), ("2466000004", True), ("ИНН 2466000004", True), ("территориальное самоуправление", True),
        ("ТОС", False), ("Утёс", False), ("2466", False),
    ],
)  # fmt: skip
def test_an_organisation_is_known_by_its_names_and_number(written: str, is_meant: bool) -> None:
    names = ("ТОС «Утёс»", "Территориальное самоуправление микрорайона «Утёс»")
    assert is_organization(written, names, "2466000004") is is_meant
