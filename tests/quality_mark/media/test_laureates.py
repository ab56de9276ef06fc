"""Information projects of an organisation, a person and a team: laureates enter the media plan by themselves, papers name whom they may."""

from django.test import Client
from django.urls import reverse

from casework import door
from execution.models import Undertaking
from quality_mark.entries.flow import EntryFlow
from quality_mark.media.actions import enter_media_plan
from tests.paper import text_of
from tests.quality_mark.contest import TEXT, fresh
from tests.story import answer, make_person, post, waiting_of

PEOPLE = "Командирова Анна Петровна\nТайная Мария Ивановна\nНеназванный Пётр"


def enter(town, contest, title, person, **who: str):
    """CA-01 by whoever it is."""
    data = {"nomination": contest.nominations.get(code="01").pk, "title": title, **who}
    form = EntryFlow.enter.form(post(data), by=person)
    assert form.is_valid(), form.errors
    entry = door.start_case(EntryFlow.enter, by=person, form=form, token=None)
    assert entry is not None, form.errors
    texts = dict.fromkeys(("summary", "links", "sources", "use", "access", "reach"), TEXT)
    asked = {"nomination": entry.nomination_id, "title": title, "statement": "on", **texts}
    if entry.team:
        refused = answer(person, entry.case, "submit", refused=True, **asked, team_people="Командирова Анна Петровна")
        assert "не меньше двух" in str(refused.errors["team_people"])
        label = refused.fields["statement"].label
        assert "все, кто назван в команде, согласны" in label and "моё имя увидят все" in label
        asked["team_people"] = PEOPLE
    answer(person, entry.case, "submit", **asked)
    return fresh(entry)


def test_laureates_of_information_projects_enter_the_media_plan(town):
    contest = town.accepting(
        kind="info", title="Информационные проекты — 2027", quota_01=2, quota_02=0, quota_03=0, quota_04=0
    )
    editor, author, leader = (
        town.entrant("Редакция"),
        make_person(last_name="Авторова"),
        make_person(last_name="Командирова"),
    )
    home = editor.memberships.get().organization_id
    refused = EntryFlow.enter.form(
        post(
            {
                "organization": home,
                "team": "Двор",
                "nomination": contest.nominations.get(code="01").pk,
                "title": "Журнал",
            }
        ),
        by=editor,
    )
    assert "оставьте одно из двух" in str(refused.errors["team"])
    paper = enter(town, contest, "Газета двора", editor, organization=home)
    film = enter(town, contest, "Фильм о реке", author)
    walk = enter(town, contest, "Прогулка по памяти", leader, team="Память")
    assert [row.entrant_kind for row in (paper, film, walk)] == ["organization", "person", "team"]
    contest = town.admitted(town.closed(contest))
    contest = town.results(contest, **{paper.title: (8,), film.title: (9,), walk.title: (6,)})
    levels = [fresh(row).get_status_display() for row in (paper, film, walk)]
    assert levels == ["Лауреат", "Лауреат", "Диплом"]

    lines = Undertaking.objects.filter(kind="media").order_by("pk")
    assert [(row.organization_id, row.person) for row in lines] == [(None, author), (home, None)], "the best first"
    enter_media_plan(contest)
    assert lines.count() == 2, "each only once"
    plan = Client().get(reverse("media_plan")).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert film.title in plan and paper.title in plan and walk.title not in plan and "Авторова" not in plan
    answer(author, lines[0].case, "accept")
    assert fresh(lines[0]).status == "under_way" and waiting_of(editor, lines[1].case, "accept")

    sheets = {row.snapshot["object"].strip("«»"): text_of(row) for row in town.awarded(contest)}
    assert "Авторова Анна Петровна" in sheets[film.title] and "Лауреат" in sheets[film.title]
    assert "ИНН" in sheets[paper.title] and "ИНН" not in sheets[film.title]
    team = sheets[walk.title]
    assert "команда «Память», руководитель Командирова Анна Петровна" in team and "участников: 3" in team
    public = "".join(
        Client().get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")
        for address in (contest.get_absolute_url(), walk.get_absolute_url(), reverse("mark_diplomas"))
    )
    assert "Командирова" in public
    assert not any(name in public + team for name in ("Тайная", "Неназванный")), (
        "nobody is named without an act of their own"
    )
