"""A question over the waves of its survey: on the page of openness, on that of the indicator, on that of the survey (row 21)."""

from django.db import transaction
from django.test import Client

from casework import workdays
from documents.papers.issuing import issue
from monitoring.models import Wave
from monitoring.surveys import actions
from tests.monitoring.conftest import QUESTIONS, Poll, browser_answers
from tests.story import answer, make_citizen, make_person, press

TRUST = QUESTIONS[2]


def read(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


def wave_of(poll: Poll, first: Wave | None, marks: list[str]) -> Wave:
    """One more wave in which so many have given these marks on paper."""
    if first is None:
        wave = poll.opened([TRUST])
    else:
        with transaction.atomic():
            wave = actions.add_wave(first.survey, by=poll.author, research=first.research)
        poll.prepare(wave)
        answer(poll.other, wave.case, "approve", outcome="approve")
        wave = poll.lapse(wave, "wait_opening")
    poll.on_paper(wave, [{"q_q1": mark} for mark in marks])
    return wave


def test_the_question_about_trust_is_a_series_over_waves(poll: Poll) -> None:
    assert "О доверии ещё не спрашивала ни одна" in read("/monitoring/openness/")
    first = poll.publish(poll.lapse(wave_of(poll, None, ["2"] * 29), "collect"))
    press(poll.author, f"{first.survey.get_absolute_url()}wave/", research=first.research)
    draft = Wave.objects.latest("pk")
    twice = press(
        poll.author,
        f"/monitoring/surveys/waves/{draft.pk}/question/",
        status=422,
        **{**TRUST, "text": "Доверяете ли вы?"},
    )
    assert "Об этом показателе в волне уже есть вопрос" in twice
    press(poll.author, f"/monitoring/surveys/waves/{draft.pk}/cancel/", ground="Волну начнём позже, с теми же словами.")
    assert "ответов меньше 30: публикуется только их число" in read("/monitoring/openness/")

    second = wave_of(poll, first, ["2"] * 30 + ["4"] * 10)
    others = ("q_q2", "q_q3", "q_q4", "q_q5")
    given = {name: value for name, value in browser_answers(q_q1="4").items() if name not in others}
    press(make_citizen(), f"{second.get_absolute_url()}answer/", **given)
    second = poll.publish(poll.lapse(second, "collect"))
    third = poll.publish(poll.lapse(wave_of(poll, first, ["5"] * 25 + ["2"] * 15), "collect"))
    page = read("/monitoring/openness/")
    asked = page.partition(f'id="asked-{first.survey_id}-q1"')[2].partition("</section>")[0]
    assert [f"Волна {wave.number}<" in asked for wave in (first, second, third)] == [True] * 3
    assert asked.count("выросло") == 2 and "от 3,4" in asked and "добровольный опрос" in asked, (
        "the mean and «5» have moved apart"
    )
    assert "снизилось" in asked and "на бумаге: 40" in asked and "телефоном" not in asked, (
        "one person alone is not shown"
    )
    anchor = f'id="asked-{first.survey_id}-q1"'
    assert anchor in read("/monitoring/TRUST1/") and anchor in read(first.survey.get_absolute_url())

    # Withdrawn by the committee: a gap, and nothing is compared over it.
    secretary = make_person("committee_secretary", last_name="Секретарева")
    with transaction.atomic():
        decision = issue(
            kind="decision", title="Об отзыве итогов", snapshot={}, template="events/pdf/outcome.html", register="statements",
            is_public=True, by=secretary,
        )  # fmt: skip
    press(
        secretary,
        f"{second.get_absolute_url()}withdraw/",
        decision=f"№ {decision.number}",
        ground="Ошибка метода: веса посчитаны дважды.",
    )
    asked = read("/monitoring/openness/").partition(f'id="asked-{first.survey_id}-q1"')[2].partition("</section>")[0]
    assert "итоги отозваны: Ошибка метода" in asked and "выросло" not in asked and "погрешности" not in asked
    assert workdays.local_date() > third.closes


def test_a_wave_in_other_words_is_named_not_compared(poll: Poll) -> None:
    first = poll.publish(poll.lapse(wave_of(poll, None, ["2"] * 30), "collect"))
    with transaction.atomic():
        second = actions.add_wave(first.survey, by=poll.author, research=first.research)
    asked = second.questions.get()
    press(
        poll.author, f"/monitoring/surveys/questions/{asked.pk}/change/", **{**TRUST, "text": "Доверяете ли вы городу?"}
    )
    poll.prepare(second)
    answer(poll.other, second.case, "approve", outcome="approve")
    second = poll.lapse(second, "wait_opening")
    poll.on_paper(second, [{"q_q1": "5"}] * 30)
    poll.publish(poll.lapse(second, "collect"))
    page = read("/monitoring/openness/")
    assert "Доверяете ли вы городу?" in page and "вопроса в этих словах не было" in page and "выросло" not in page
