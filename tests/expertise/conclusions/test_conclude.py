"""From the meeting to the published conclusion: objections, rework, signatures, the paper itself."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from casework.door import Refused
from casework.models import Notification, Waiting
from casework.queue import run_pending
from casework.replacing import hand_over
from documents.signatures import actions as signatures
from expertise.models import ExpertAssignment, Expertise, Objection
from programme.models import Person
from programme.people import actions as people
from tests.clock import Clock
from tests.expertise.conftest import City, fresh
from tests.story import join_agreement, step

TEXTS = dict.fromkeys(
    ("compliance", "social", "economic", "legal", "risks", "recommendations"), "Текст раздела заключения."
)


def scored(city: City, *, public: tuple[int, int] = (7, 7), professional: tuple[Any, Any] = (7, 7)) -> Expertise:
    """An expertise whose sheets are all final."""
    city.register()
    expertise = city.request()
    group = city.gather(expertise)
    by_track = {track: [row for row in group if row.expert.track == track] for track in ("professional", "public")}
    for rows, values in ((by_track["professional"], professional), (by_track["public"], public)):
        for row, value in zip(rows, values, strict=True):
            city.assess(row, *(value if isinstance(value, tuple) else (value,)))
    return expertise


def met(city: City, expertise: Expertise, **fields: Any) -> None:
    """The meeting has been held with everybody present."""
    city.do(expertise, "convene", held_on=f"{timezone.localdate():%Y-%m-%d}", place="14:00, зал 2")
    finals = city.assignments(expertise, "final")
    leading = next(row for row in finals if row.expert.track == "professional")
    city.do(
        expertise, "consolidate", present=[str(row.pk) for row in finals], leading=str(leading.pk), proceedings="Совещание согласилось с оценками.",
        **fields,
    )  # fmt: skip


def signed(expertise: Expertise) -> None:
    """Both sign what they have seen."""
    run_pending()
    paper = Expertise.objects.get(pk=expertise.pk).conclusion
    for request in paper.signature_requests.all():
        join_agreement(request.person)
        signatures.sign(request, by=fresh(request.person), seen_hash=paper.sha256, authenticated_at=timezone.now())
    run_pending()


def test_silent_applicant_consents_and_the_conclusion_is_signed_and_published(city: City) -> None:
    expertise = scored(city)
    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    city.do(expertise, "object", by=city.head, answer="agree")
    leading = Expertise.objects.get(pk=expertise.pk).leading
    city.do(expertise, "approve", by=leading.expert.person, verdict="approve")
    assert city.nodes(expertise) == ["sign"]
    signed(expertise)
    expertise = Expertise.objects.get(pk=expertise.pk)
    assert (expertise.status, expertise.outcome, expertise.score, expertise.threshold) == (
        "published",
        "recommend",
        Decimal("70.00"),
        Decimal("60.00"),
    )
    assert expertise.is_over and expertise.conclusion.is_registered and expertise.conclusion.is_public
    assert expertise.case.finished is not None
    assert Notification.objects.filter(person=city.head, event=f"expertise:{expertise.pk}:published").count() == 1


def test_objections_are_answered_in_the_conclusion_and_the_leading_expert_may_return_the_draft(city: City) -> None:
    expertise = scored(city)
    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    form = city.send(city.open(expertise, "object")[0], city.head, answer="object", text=" ")
    assert form.errors == {"text": ["Напишите, с чем вы не согласны."]}
    city.do(expertise, "object", by=city.head, answer="object", text="Не учтено письмо управы.")
    city.do(expertise, "answer", text="Письмо учтено в разделе 7.")
    leading = Expertise.objects.get(pk=expertise.pk).leading
    form = city.send(city.open(expertise, "approve")[0], leading.expert.person, verdict="return", remark="")
    assert form.errors == {"remark": ["Напишите, что нужно доработать."]}
    city.do(expertise, "approve", by=leading.expert.person, verdict="return", remark="Дополните риски.")
    assert city.nodes(expertise) == ["draft_conclusion"]
    city.do(expertise, "draft_conclusion", **TEXTS | {"risks": "Риски дополнены."})
    city.do(expertise, "object", by=city.head, answer="agree")
    city.do(expertise, "approve", by=leading.expert.person, verdict="approve")
    signed(expertise)
    expertise = Expertise.objects.get(pk=expertise.pk)
    assert expertise.status == "published"
    assert expertise.conclusion.snapshot["objections"] == [
        {
            "edition": 1,
            "kind": "возражения",
            "text": "Не учтено письмо управы.",
            "answer": "Письмо учтено в разделе 7.",
        },
        {"edition": 2, "kind": "согласие", "text": "", "answer": ""},
    ]
    assert expertise.conclusion.snapshot["texts"]["risks"] == "Риски дополнены."


def test_a_refused_signature_sends_the_draft_back_and_voids_the_number(city: City) -> None:
    expertise = scored(city)
    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    city.do(expertise, "object", by=city.head, answer="agree")
    leading = Expertise.objects.get(pk=expertise.pk).leading
    city.do(expertise, "approve", by=leading.expert.person, verdict="approve")
    run_pending()
    paper = Expertise.objects.get(pk=expertise.pk).conclusion
    request = paper.signature_requests.get(person=city.coordinator)
    signatures.sign(
        request,
        by=fresh(city.coordinator),
        seen_hash=paper.sha256,
        authenticated_at=timezone.now(),
        refusal="Опечатка в названии",
    )
    run_pending()
    expertise = Expertise.objects.get(pk=expertise.pk)
    assert (expertise.status, city.nodes(expertise)) == ("draft_conclusion", ["draft_conclusion"])
    assert expertise.score is None and expertise.outcome == ""


def test_silence_of_the_applicant_is_consent(city: City, clock: Clock) -> None:
    from casework import sweeping

    expertise = scored(city)
    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    due = step(expertise.case, "object").due_at
    clock.move_to(due + timedelta(minutes=2))
    while sweeping.sweep():
        continue
    assert Objection.objects.get(draft__expertise=expertise).kind == "silent"
    assert city.nodes(expertise) == ["approve"]


def test_no_meeting_without_quorum_and_no_wide_discrepancy_without_a_comment(city: City) -> None:
    low, high = (2, 7, 7, 7, 7, 7, 7, 7, 7, 7), (9, 7, 7, 7, 7, 7, 7, 7, 7, 7)
    expertise = scored(city, professional=(low, high), public=(4, 8))
    city.do(expertise, "convene", held_on=f"{timezone.localdate():%Y-%m-%d}", place="зал")
    waiting = city.the(expertise, "consolidate")
    finals = city.assignments(expertise, "final")
    criterion = expertise.professional_criteria.criteria.get(number=1)
    leading = next(row for row in finals if row.expert.track == "professional")
    few = {"present": [str(leading.pk)], "leading": str(leading.pk), "proceedings": "Обсудили."}
    form = city.send(waiting, city.coordinator, **few)
    assert set(form.errors) == {f"comment_{criterion.pk}", "public_note"}
    form = city.send(
        waiting,
        city.coordinator,
        **few,
        public_note="Разные группы жителей.",
        **{f"comment_{criterion.pk}": "Разный опыт."},
    )
    assert form.errors == {"__all__": ["Нет кворума: нужно не меньше 2/3 группы и эксперты обоих треков."]}
    everybody = few | {"present": [str(row.pk) for row in finals]}
    form = city.send(
        waiting,
        city.coordinator,
        **everybody,
        public_note="Разные группы жителей.",
        **{f"comment_{criterion.pk}": "Разный опыт."},
    )
    assert form.is_valid(), form.errors
    assert [(row.criterion, row.text) for row in expertise.comments.all()] == [(criterion, "Разный опыт.")]


def test_the_paper_shows_the_arithmetic_and_no_names(city: City, tmp_path) -> None:
    expertise = scored(city)
    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    city.do(expertise, "object", by=city.head, answer="agree")
    leading = Expertise.objects.get(pk=expertise.pk).leading
    city.do(expertise, "approve", by=leading.expert.person, verdict="approve")
    snapshot = Expertise.objects.get(pk=expertise.pk).conclusion.snapshot
    assert snapshot["result"]["score"] == "70,00"
    assert snapshot["result"]["score_in_words"] == "семьдесят целых ноль сотых балла"
    assert snapshot["result"]["steps"][-4:] == [
        "P = (70,00 + 70,00) / 2 = 70,00", "O = (70,00 + 70,00) / 2 = 70,00", "E = 0,6·P + 0,4·O = 0,6·70,00 + 0,4·70,00 = 70,00",
        "Порог: 70,00 не ниже 60,00",
    ]  # fmt: skip
    titles = {row["title"].partition(":")[0] for row in snapshot["firmness"]}
    assert titles == {"Среднее всех итогов", "Медиана итогов", "Без листа"} and all(
        row["is_same"] for row in snapshot["firmness"]
    )
    others = ExpertAssignment.objects.filter(expertise=expertise).exclude(pk=leading.pk)
    names = [row.expert.person.last_name for row in others.select_related("expert__person")]
    assert not [name for name in names if name in str(snapshot)]
    assert Waiting.objects.open().filter(process=expertise.case.pk).count() == 1


def test_an_expert_attaches_a_dissenting_opinion_once(city: City, client) -> None:
    expertise = scored(city)
    met(city, expertise)
    [author, *_] = city.assignments(expertise, "final")
    url = f"/expertise/{expertise.pk}/opinion/"
    client.force_login(fresh(city.head))
    assert client.get(url).status_code == 404
    client.force_login(fresh(author.expert.person))
    assert client.post(url, {"text": " "}).status_code == 422
    assert client.post(url, {"text": "Считаю бюджет завышенным."}).status_code == 302
    assert client.post(url, {"text": "И ещё раз."}).status_code == 422
    city.do(expertise, "draft_conclusion", **TEXTS)
    city.do(expertise, "object", by=city.head, answer="agree")
    leading = Expertise.objects.get(pk=expertise.pk).leading
    city.do(expertise, "approve", by=leading.expert.person, verdict="approve")
    snapshot = Expertise.objects.get(pk=expertise.pk).conclusion.snapshot
    assert snapshot["opinions"] == [{"expert": author.pseudonym, "text": "Считаю бюджет завышенным."}]


def test_another_expert_of_the_group_approves_when_the_leading_one_has_left(city: City) -> None:
    expertise = scored(city)
    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    city.do(expertise, "object", by=city.head, answer="agree")
    former = Expertise.objects.get(pk=expertise.pk).leading
    assert former is not None
    people.deactivate(former.expert.person, ground="увольнение")
    waiting = step(expertise.case, "approve")
    candidates = list(waiting.task.flow_task.absence.candidates(Expertise.objects.get(pk=expertise.pk)))
    assert candidates and former.expert.person not in candidates
    coordinator = Person.objects.holding("role:expertise_coordinator").get()
    with pytest.raises(Refused, match="профессиональный эксперт этой группы"):
        hand_over(waiting.pk)(by=coordinator, ground="увольнение эксперта", person=city.head)
    hand_over(waiting.pk)(by=coordinator, ground="увольнение эксперта", person=candidates[0])
    leading = Expertise.objects.get(pk=expertise.pk).leading
    assert leading is not None and leading.expert.person == candidates[0]
    assert step(expertise.case, "approve").addressee == f"person:{candidates[0].pk}"
    city.do(expertise, "approve", by=candidates[0], verdict="approve")
    paper = Expertise.objects.get(pk=expertise.pk).conclusion
    assert paper.signature_requests.filter(person=candidates[0], role="Ведущий эксперт").exists()
