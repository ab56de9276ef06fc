"""A fact that is entered after the sheet was accepted reopens the question by itself, at every stage."""

import pytest

from casework.models import Notification, Waiting
from documents.models import Document
from expertise.models import ExpertAssignment, Expertise, TieQuestion
from expertise.ties.watch import watch
from tests.expertise.appeals.test_appeals import again, faults, published
from tests.expertise.conclusions.test_conclude import TEXTS, met, scored, signed
from tests.expertise.conftest import City, join, make_organization


def step_of(question: TieQuestion) -> Waiting:
    return Waiting.objects.open().get(process=question.case.pk)


def becomes_head(city: City, expertise: Expertise) -> ExpertAssignment:
    [first, *_] = city.assignments(expertise, "final")
    join(first.expert.person, city.applicant, "head")
    return first


@pytest.mark.parametrize("is_kept", [True, False])
def test_an_expert_becomes_head_of_the_applicant_after_the_draft_went_out(city: City, is_kept: bool) -> None:
    expertise = scored(city)
    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    first = becomes_head(city, expertise)
    assert (watch(), watch()) == (1, 0)
    question = TieQuestion.objects.get()
    assert "связан с заявителем" in question.facts
    city.do(expertise, "object", by=city.head, answer="agree")
    leading = again(expertise).leading
    form = city.send(city.the(expertise, "approve"), leading.expert.person, verdict="approve")
    assert "Не решён вопрос о связи" in str(form.errors)
    verdict = "keep" if is_kept else "recuse"
    assert city.send(step_of(question), city.coordinator, verdict=verdict, ground="Руководит заявителем.").is_valid()
    state = (again(expertise).status, ExpertAssignment.objects.get(pk=first.pk).status, city.nodes(expertise))
    assert state == (
        ("approval", "final", ["approve"]) if is_kept else ("evaluating", "annulled", ["find_replacement"])
    )
    assert Notification.objects.filter(person=first.expert.person, title__contains="аннулирован").exists() != is_kept
    assert faults() == []


def test_before_the_sheets_are_drawn_together_the_flow_asks_at_once(city: City) -> None:
    city.register()
    expertise = city.request()
    [first, *others] = city.gather(expertise)
    city.assess(first, 7)
    becomes_head(city, expertise)
    assert watch() == 1
    for row in others:
        city.assess(row, 7)
    assert city.nodes(expertise) == ["decide_tie"]
    city.do(expertise, "decide_tie", verdict="recuse", ground="Руководит заявителем.")
    assert city.nodes(expertise) == ["find_replacement"]


def test_after_publication_everybody_concerned_is_told_what_is_left_to_them(city: City, client) -> None:
    expertise = published(city)
    first = becomes_head(city, expertise)
    assert (watch(), watch()) == (1, 0)
    assert ExpertAssignment.objects.get(pk=first.pk).status == "final" and not TieQuestion.objects.exists()
    paper = Document.objects.get(pk=again(expertise).conclusion_id)
    note = paper.notes.latest("pk")
    assert note.title == f"Стало известно об интересе эксперта № {first.number}"
    assert first.expert.person.last_name not in note.title + note.text
    for person in (city.head, city.coordinator, first.expert.person):
        assert (
            Notification.objects.filter(
                person=person, title=note.title, text__contains="Заключение уже опубликовано. Право на обращение"
            ).count()
            == 1
        )
    assert faults() == []


def test_when_the_conclusion_is_published_first_nobody_is_asked_any_more(city: City) -> None:
    expertise = scored(city)
    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    city.do(expertise, "object", by=city.head, answer="agree")
    city.do(expertise, "approve", by=again(expertise).leading.expert.person, verdict="approve")
    becomes_head(city, expertise)
    assert watch() == 1
    signed(expertise)
    assert again(expertise).status == "published"
    assert not Waiting.objects.open().filter(process=TieQuestion.objects.get().case.pk).exists()
    assert faults() == []


def test_somebody_tied_to_nobody_concerned_is_left_alone(city: City) -> None:
    expertise = scored(city)
    [first, *_] = city.assignments(expertise, "final")
    join(first.expert.person, make_organization("Посторонние"))
    assert watch() == 0
