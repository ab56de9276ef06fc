"""A wave from its draft to its report: who may do what, when the field opens and closes by itself, what may not change."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, transaction
from django.test import Client

from casework import workdays
from casework.door import Refused
from casework.formats import counted
from casework.models import Waiting
from casework.queue import run_pending
from casework.site_search import find
from documents.papers.issuing import issue
from monitoring.ballots import actions as ballots
from monitoring.models import Ballot, Participation, Question, Survey, TextCoding, Wave
from monitoring.surveys import actions, entries
from tests.monitoring.conftest import QUESTIONS, Poll, browser_answers, now, offenders
from tests.story import answer, make_citizen, make_person, press, settle, step

WAVE = "/monitoring/surveys/waves/{}/"


def refused_by_the_database(write: Any) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        write()


def read(address: str, person: Any = None, status: int = 200) -> str:
    browser = Client()
    if person:
        browser.force_login(person)
    response = browser.get(address)
    assert response.status_code == status
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_a_wave_is_asked_by_a_programme_approved_by_another_and_opens_on_its_day(poll: Poll) -> None:
    # No programme of research in force: nobody begins a survey, and the page says what to do.
    assert "Волну создают по действующей программе исследования" in read("/monitoring/surveys/new/", poll.author)
    press(
        poll.author, "/monitoring/surveys/new/", status=422, title="Опрос", about="Коротко.", research="library.card:1"
    )
    wave = poll.begin(questions=[])
    poll.prepare(wave, refused=True)  # not one question
    own = WAVE.format(wave.pk)
    press(poll.author, f"{own}question/", status=422, kind="single", text="Как вам живётся?", options="Хорошо")
    for asked in QUESTIONS:
        press(poll.author, f"{own}question/", **asked)
    extra = Question.objects.get(code="q2")
    changed = {**QUESTIONS[1], "options": "Зелени\nТишины\nСпорта\nСвета"}
    press(poll.author, f"/monitoring/surveys/questions/{extra.pk}/change/", status=422, **{**changed, "text": ""})
    assert "Света" in press(poll.author, f"/monitoring/surveys/questions/{extra.pk}/change/", **changed)
    press(poll.author, f"{own}question/", kind="text", text="Лишний вопрос?")
    press(poll.author, f"/monitoring/surveys/questions/{Question.objects.get(code='q6').pk}/remove/")
    read(own, status=404)  # a draft is known to analysts only

    first = workdays.add(workdays.local_date(), 2)
    poll.prepare(wave, refused=True, opens=f"{first}", closes=f"{workdays.add(first, 8)}")  # nine working days
    poll.prepare(wave, refused=True, population="Марсианский; 18–29 лет; 100")
    wave = poll.prepare(wave, population="Советский; 18–29 лет; 60 000\nЦентральный; 18–29 лет; 20000")
    answer(poll.author, wave.case, "approve", refused=True, outcome="approve")
    answer(poll.other, wave.case, "approve", refused=True, outcome="return")
    answer(poll.other, wave.case, "approve", outcome="return", remarks="Назовите, кого спрашиваете.")
    assert now(wave).status == "draft" and "Назовите, кого спрашиваете" in read(own, poll.author)
    wave = poll.prepare(wave)
    assert step(wave.case, "approve").deadline == "survey.approve"
    answer(poll.other, wave.case, "approve", outcome="approve")
    settle()
    paper = now(wave).questionnaire
    assert paper.number.startswith("ОП-") and paper.number in read(paper.get_absolute_url())
    refused_by_the_database(lambda: Question.objects.update(text="Другой вопрос?"))

    # Back to the draft before the first day, and again; then it opens by itself, and nothing of it changes (M6).
    press(poll.author, f"{own}send-back/", status=422, ground="нет")
    press(poll.author, f"{own}send-back/", ground="Праздничные дни: сбор лучше начать позже.")
    wave = poll.prepare(wave)
    answer(poll.other, wave.case, "approve", outcome="approve")
    wave = poll.lapse(wave, "wait_opening")
    assert (wave.status, workdays.local_date(), len(wave.frozen_form)) == ("field", wave.opens, 5)
    assert wave.announcement.kind == "announcement" and "Ответить" in read(wave.survey.get_absolute_url())
    for harm in (
        lambda: Question.objects.update(text="Другой вопрос?"),
        lambda: Question.objects.filter(code="q1").delete(),
        lambda: Wave.objects.filter(pk=wave.pk).update(frozen_form=[]),
        lambda: Wave.objects.filter(pk=wave.pk).update(sample="Другие люди"),
        lambda: Wave.objects.filter(pk=wave.pk).update(closes=wave.closes + timedelta(days=9)),
        lambda: Wave.objects.filter(pk=wave.pk).update(status="published"),
    ):
        refused_by_the_database(harm)

    # Extended once, by ten working days at most; the wait moves with it.
    late = workdays.add(wave.closes, 11)
    press(poll.author, f"{own}extend/", status=422, closes="", ground="Мало ответов из двух районов.")
    press(poll.author, f"{own}extend/", status=422, closes=f"{late}", ground="Мало ответов из двух районов.")
    later = workdays.add(wave.closes, 10)
    press(poll.author, f"{own}extend/", closes=f"{later}", ground="Мало ответов из двух районов.")
    wave = now(wave)
    assert (wave.closes, workdays.local_date(step(wave.case, "collect").due_at)) == (later, later)
    read(f"{own}extend/", poll.author, status=404)
    refused_by_the_database(lambda: Wave.objects.filter(pk=wave.pk).update(closes=later + timedelta(days=1)))
    with pytest.raises(Refused, match="ещё не закончена"):
        actions.add_wave(wave.survey, by=poll.author, research=wave.research)


def test_answered_once_counted_published_and_withdrawn(poll: Poll) -> None:
    wave = poll.opened()
    own, clerk, citizens = (
        WAVE.format(wave.pk),
        make_person("clerk", last_name="Столова"),
        [make_citizen() for _ in range(6)],
    )

    # On the site: told beforehand that it is for good, once only.
    page = read(f"{own}answer/", citizens[0])
    assert (
        "нельзя ни изменить, ни отозвать" in page
        and "Затрудняюсь ответить" in page
        and "<script" not in page.split("<form")[1]
    )
    press(citizens[0], f"{own}answer/", status=422, **browser_answers(is_aware=""))
    press(citizens[0], f"{own}answer/", status=422, **browser_answers(q_q2=["1", "-"]))
    assert "Вы ответили" in press(citizens[0], f"{own}answer/", **browser_answers(q_q5="Больше скамеек во дворах"))
    again = press(citizens[0], f"{own}answer/", status=422, **browser_answers())
    assert "Вы уже ответили" in again and "<textarea" not in again
    refused_by_the_database(lambda: Participation.objects.create(wave=wave, person=citizens[0], level="telephone"))
    for person in citizens[1:]:
        press(person, f"{own}answer/", **browser_answers(q_q1="2", q_q2="-", q_q4=""))
    stranger = make_person()
    assert "Подтвердите личность" in read(f"{own}answer/", stranger)
    press(stranger, f"{own}answer/", status=422, **browser_answers())

    # On paper: by an office, each blank once.
    read(f"{own}paper/", stranger, status=404)
    press(clerk, f"{own}paper/", status=422, **browser_answers(blank=""))
    press(clerk, f"{own}paper/", **browser_answers(blank="А-17", q_q5="Тишины вечером"))
    assert "уже введён" in press(clerk, f"{own}paper/", status=422, **browser_answers(blank="А-17"))
    poll.on_paper(wave, [{"q_q1": "1" if n % 3 else "3", "q_q2": ["3"], "q_q3": "5", "age": "60"} for n in range(33)])
    assert "Ответили: 40" in read(own) and not Ballot.objects.exists()
    refused_by_the_database(lambda: Participation.objects.all().delete())

    wave = poll.lapse(wave, "collect")
    assert (wave.status, Ballot.objects.count(), Ballot.objects.filter(is_paper=True).count()) == ("closed", 40, 34)
    assert "Ответы сейчас не принимают" in read(f"{own}answer/", make_citizen())
    press(make_citizen(), f"{own}answer/", status=422, **browser_answers())
    refused_by_the_database(lambda: Participation.objects.create(wave=wave, person=stranger, level="telephone"))
    refused_by_the_database(lambda: Ballot.objects.all().update(answers={}))

    # Answers in one's own words: read by an analyst, before the report.
    answer(
        poll.author,
        wave.case,
        "report",
        refused=True,
        method="Доли с погрешностью.",
        findings="Выводы появятся после разбора ответов.",
    )
    read(f"{own}code/", clerk, status=404)
    assert "Осталось разобрать: 2" in read(f"{own}code/", poll.author)
    press(poll.author, f"{own}code/", status=422, title="")
    press(poll.author, f"{own}code/", title="Благоустройство дворов")
    assert "Все ответы разобраны" in press(poll.author, f"{own}code/", title="Благоустройство дворов")
    assert TextCoding.objects.count() == 2

    # The report: by one analyst, checked by another.
    assert step(wave.case, "report").deadline == "survey.publish"
    report = {
        "method": "Доли с погрешностью по формуле регламента.",
        "findings": "Большинству живётся хорошо, но добровольный опрос неточен.",
    }
    answer(poll.author, wave.case, "report", refused=True, **{**report, "findings": "Мало"})
    answer(poll.author, wave.case, "report", **report)
    assert "отчёт ещё не проверен" in read(own, poll.other) and "Большинству" not in read(own)
    answer(poll.author, wave.case, "check", refused=True, outcome="publish")
    answer(poll.other, wave.case, "check", refused=True, outcome="return")
    answer(poll.other, wave.case, "check", outcome="return", remarks="Скажите, как получены веса.")
    wave = poll.publish(wave)
    page = read(wave.survey.get_absolute_url())
    for words in (
        "Добровольный опрос",
        "Ответов: <strong>40</strong>",
        "на бумаге: 34",
        "телефоном — 6",
        "Хорошо",
        "<svg",
        "скамеек",
    ):
        assert (words in page) == (words != "скамеек"), words
    assert wave.report.snapshot["results"]["n"] == 40 and wave.report.is_public
    rows = list(csv.reader(StringIO(Client().get(f"{own}data.csv").content.decode("utf-8-sig")), delimiter=";"))
    counts = [int(row[5]) for row in rows[2:] if row[4] not in ("среднее", "медиана")]
    assert all(number == 0 or number >= 5 for number in counts) and len(rows) > 10
    refused_by_the_database(lambda: Wave.objects.filter(pk=wave.pk).update(results={}))

    # Withdrawn by the committee: the reason stays, the numbers go.
    secretary = make_person("committee_secretary", last_name="Секретарева")
    press(
        secretary, f"{own}withdraw/", status=422, decision="нет такого", ground="Ошибка метода: веса посчитаны дважды."
    )
    with transaction.atomic():
        decision = issue(
            kind="decision", title="Об отзыве итогов", snapshot={}, template="events/pdf/outcome.html", register="statements",
            is_public=True, by=secretary,
        )  # fmt: skip
    press(secretary, f"{own}withdraw/", decision=f"№ {decision.number}", ground="Ошибка метода: веса посчитаны дважды.")
    assert now(wave).decision == decision
    page = read(wave.survey.get_absolute_url())
    assert "в ряду разрыв" in page and "Хорошо" not in page
    read(f"{own}data.csv", status=404)
    assert not Waiting.objects.open().filter(process=wave.case.pk).exists() and Survey.objects.count() == 1


def test_fewer_than_thirty_is_a_number_and_a_cancelled_wave_publishes_nothing(poll: Poll) -> None:
    wave = poll.opened()
    poll.on_paper(wave, [{"q_q1": "1"} for _ in range(29)])
    wave = poll.publish(poll.lapse(wave, "collect"))
    page = read(wave.get_absolute_url())
    assert (
        "публикуется только их число" in page
        and "<svg" not in page.split("Как читать")[1]
        and wave.results["questions"] == []
    )

    press(poll.author, f"{wave.survey.get_absolute_url()}wave/", status=422, research="")
    press(poll.author, f"{wave.survey.get_absolute_url()}wave/", research=wave.research)
    second = Wave.objects.latest("pk")
    assert (second.number, second.questions.count(), second.sample) == (2, 5, wave.sample)
    poll.prepare(second)
    answer(poll.other, second.case, "approve", outcome="approve")
    second = poll.lapse(second, "wait_opening")
    poll.on_paper(second, [{"q_q1": "1"} for _ in range(3)])
    own = WAVE.format(second.pk)
    press(poll.author, f"{own}cancel/", status=422, ground="нет")
    press(poll.author, f"{own}cancel/", ground="Анкета попала к людям с ошибкой во втором вопросе.")
    assert "Волна отменена" in read(own) and not Ballot.objects.filter(wave=second).exists()
    with pytest.raises(Refused, match="закончился"):
        ballots.answer(now(second), by=make_citizen(), q_q1="1")
    assert not Waiting.objects.open().filter(process=second.case.pk).exists()

    # What was counted stays, the filled-in forms go after their term, and not a day before.
    assert find("самочувствие", AnonymousUser())[0][0].rows[0].title == "Самочувствие горожан"
    assert [entry.url for entry in entries.public(wave.opens, wave.closes)] == [wave.get_absolute_url()]
    until = ballots.kept_until(wave)
    assert until and f"{until.year}" in read(wave.get_absolute_url()).split("хранят до")[1][:120]
    refused_by_the_database(lambda: Ballot.objects.filter(wave=wave).delete())
    poll.clock.move_to(workdays.end_of(until))
    assert ballots.forget_old() == 0 and Ballot.objects.filter(wave=wave).count() == 29
    poll.clock.move_to(workdays.end_of(until) + timedelta(minutes=1))
    assert (ballots.forget_old(), ballots.forget_old()) == (1, 0)
    assert not Ballot.objects.filter(wave=wave).exists() and now(wave).results == wave.results
    run_pending()
    act = now(wave).destruction
    assert (act.register, act.snapshot["amount"], act.is_public) == (
        "destructions",
        counted(29, "анкета,анкеты,анкет"),
        True,
    )
    assert wave.report.number in act.snapshot["remains"]
    page = read(wave.get_absolute_url())
    assert (
        "анкеты удалены" in page and act.get_absolute_url() in page and act.get_absolute_url() in read("/nomenclature/")
    )
    assert offenders() == {}
