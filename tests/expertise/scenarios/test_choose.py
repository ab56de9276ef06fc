"""From the ranking of projects to the paper of a scenario before the committee, and who knows nothing of it."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import Error, transaction
from django.urls import reverse

from casework.models import Notification
from casework.queue import run_pending
from committee.models import AgendaLine, Meeting
from documents.models import Document
from expertise.models import Expertise, Scenario
from expertise.ranking.gathering import Scope
from tests.clock import Clock
from tests.committee.conftest import (  # noqa: F401
    Committee,
    again,
    answer,
    closed,
    committee,
    convened,
    decided,
    item,
    opened,
    sign_by_all,
)
from tests.expertise.conclusions.test_conclude import TEXTS, met, signed
from tests.expertise.conftest import City
from tests.expertise.scoring.test_take_back import as_person, words
from tests.story import make_person

STEPS = {"pass_0": "60", "pass_1": "65", "pass_2": "68", "pass_3": "70"}
MARKS = {"Сад": (7, 7, 7, 7), "Каток": (8, 6, 7, 7), "Тропа": (6, 6, 6, 6)}


def published(city: City, title: str, *marks: int) -> Expertise:
    """Two professional and two public experts; the conclusion is out."""
    city.register(2, 2)
    expertise = city.request(object_title=title, object_url=f"/proposals/{title}/")
    for assignment, mark in zip(sorted(city.gather(expertise), key=lambda row: row.expert.track), marks, strict=True):
        city.assess(assignment, mark)
    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    city.do(expertise, "object", by=city.head, answer="agree")
    leading = Expertise.objects.get(pk=expertise.pk).leading.expert.person
    city.do(expertise, "approve", by=leading, verdict="approve")
    signed(expertise)
    return Expertise.objects.get(pk=expertise.pk)


def sent(who: Any, address: str, **fields: Any) -> Any:
    """A form of the cabinet."""
    return as_person(who).post(address, fields)


def test_a_scenario_is_reckoned_compared_chosen_and_laid_before_the_committee(
    city: City,
    committee: Committee,  # noqa: F811
    item: Any,  # noqa: F811
    clock: Clock,
) -> None:
    rows = {title: published(city, title, *marks) for title, marks in MARKS.items()}
    year = rows["Сад"].published_at.year
    standing = Scope(rows["Сад"].professional_criteria.code, year).standing
    assert standing == [rows[title].pk for title in ("Сад", "Каток", "Тропа")], "the best first, not the latest"
    ranking = words(as_person(committee.chair.person).get("/expertise/ranking/"))
    assert "Не меняется ни при одном счёте: 1 место из 3" in ranking
    assert "Каток» — от 1 до 2: без одного из экспертов" in ranking
    assert "набрали поровну, 70,00" in ranking and "экспертиза запрошена раньше" in ranking
    assert "Поправки на строгость нет" in ranking
    empty = words(
        as_person(city.coordinator).get(
            f"/expertise/ranking/?criteria={rows['Сад'].professional_criteria.code}&year={year}&area=sport"
        )
    )
    assert "Таких проектов нет" in empty or "Рейтинг проектов" in empty

    begin = f"{reverse('scenario_begin')}?year={year}"
    by = committee.members[0].person
    terms = {"title": "Два проекта", "way": "regulation", "budget": "800000", "goes_on": "yes"} | STEPS
    refused = sent(by, begin, **terms | {"budget": "даром", "pass_0": "101"})
    assert refused.status_code == 422 and not Scenario.objects.exists() and "Два проекта" in refused.content.decode()
    assert sent(by, begin, **terms).status_code == 302
    first = Scenario.objects.get()
    assert [line.words for line in first.choice.lines][:2] == ["проходит", "проходит"]
    assert (first.spent, first.choice.left) == (Decimal(800000), Decimal(0))
    assert (
        sent(city.coordinator, begin, **terms | {"title": "Один", "quota_social": "1", "way": "median"}).status_code
        == 302
    )
    second = Scenario.objects.exclude(pk=first.pk).get()
    beside = words(as_person(by).get(f"{first.get_absolute_url()}?beside={second.pk}"))
    assert "Только здесь: «Каток»" in beside and "квота направления занята: 1" in beside
    with pytest.raises(Error), transaction.atomic():
        Scenario.objects.filter(pk=first.pk).update(terms={})

    assert sent(by, f"{first.get_absolute_url()}choose/", reasons=" ").status_code == 422
    assert sent(by, f"{first.get_absolute_url()}choose/", reasons="Денег хватает на два.").status_code == 302
    run_pending()
    paper = again(first).document
    assert paper.number == f"СЦ-{paper.year}-001" and paper.is_ready and again(first).reasons == "Денег хватает на два."
    assert as_person(by).get(f"{first.get_absolute_url()}choose/").status_code == 404
    with pytest.raises(Error), transaction.atomic():
        Scenario.objects.filter(pk=first.pk).update(reasons="Иначе")

    for stranger in (make_person(), city.head, rows["Сад"].assignments.first().expert.person):
        for address in ("/expertise/ranking/", "/expertise/scenarios/", first.get_absolute_url(), begin):
            assert as_person(stranger).get(address).status_code == 404
        assert as_person(stranger).get(paper.get_absolute_url()).status_code == 404
    item()
    laid_before(committee, clock, paper)


def laid_before(table: Committee, clock: Clock, paper: Document) -> None:
    """The secretary attaches the paper before the vote; the decision names it."""
    meeting = convened(table)
    line = meeting.lines.get()
    attach = reverse("line_act", args=[meeting.pk, line.pk, "paper"])
    secretary = table.secretary.person
    assert as_person(table.members[0].person).get(attach).status_code == 404
    missing = sent(secretary, attach, paper="СЦ-1999-001", ground="Для обсуждения.")
    assert "Бумаги с таким номером нет" in missing.content.decode()
    assert sent(secretary, attach, paper=f"№ {paper.number}", ground="Для обсуждения.").status_code == 302
    assert (
        "уже приложена" in sent(secretary, attach, paper=paper.get_absolute_url(), ground="Ещё раз.").content.decode()
    )
    assert Notification.objects.filter(event=f"item:{line.item_id}:paper:{paper.pk}").count() == len(table.voters)
    assert paper.number in words(as_person(table.members[0].person).get(meeting.get_absolute_url()))
    line = opened(table, clock).lines.get()
    decided(table, line)
    closing(table, meeting, line)


def closing(table: Committee, meeting: Meeting, line: AgendaLine) -> None:
    """The decision is drawn up and says what was considered."""
    sign_by_all(closed(table, meeting).minutes)
    answer(table.secretary.person, "draw_up")
    row = again(line).decision
    assert row.document.snapshot["materials"] == [str(paper) for paper in line.item.materials.all()] != []
