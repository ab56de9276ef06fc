"""A question of an expert: passed on without a name, answered for all; the experts' terms stand still, and never for too long."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from casework import sweeping, workdays
from casework.calendar_feed import renew
from casework.models import Notification, Waiting
from casework.queue import run_pending
from expertise import tasks
from expertise.asking.sql import QUESTIONS
from expertise.expertises import actions as expertises
from expertise.invariants import INVARIANTS
from expertise.models import ExpertAssignment, Expertise, ExpertQuestion, QuestionFile, ScoringPause
from tests.clock import Clock
from tests.expertise.blinding.test_blind import HIDDEN, as_person, pdf_with_author, words_in
from tests.expertise.conftest import City, make_person
from tests.expertise.scoring.test_assessment import enter, gather
from tests.promises import offenders_of
from tests.story import press

pytestmark = pytest.mark.django_db
WORDS = "В смете нет цены ратрака. Сколько стоит его день?"
PASSED = "Сколько стоит день работы ратрака: в смете этой цены нет?"


def page(who: Any, address: str) -> str:
    client = as_person(who) if who else Client()
    return " ".join(client.get(address).content.decode().replace("\xa0", " ").split())


def step(question: ExpertQuestion) -> str:
    return Waiting.objects.open().get(process=question.case.pk).get_absolute_url()


def terms(expertise: Expertise) -> dict[str, Any]:
    """The experts' open steps: whose, and whether the term stands still."""
    rows = Waiting.objects.open().filter(process=expertise.case, deadline="expertise.scoring").select_related("task")
    return {row.addressee: (row.paused_at is not None, row.days_left, row.due_at) for row in rows}


def ask(row: ExpertAssignment, text: str = WORDS, status: int = 302) -> ExpertQuestion | None:
    press(row.expert.person, f"/expertise/{row.expertise_id}/ask/", status=status, text=text)
    return ExpertQuestion.objects.filter(assignment=row).last()


def noticed(harm: str) -> set[str]:
    """How the promises of questions that are broken begin, once somebody has written this past the triggers; it is taken back."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(harm)
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        titles = {title for code, title, sql in QUESTIONS if offenders_of([(code, title, sql)])}
        transaction.set_rollback(True)
    return {" ".join(title.split()[:3]) for title in titles}


def later(clock: Clock, days: int) -> None:
    """The noon of the working day that comes after so many others."""
    day = workdays.add(workdays.local_date(), days)
    clock.move_to(workdays.end_of(day) - timedelta(hours=12))
    tasks.sweep(0)
    while sweeping.sweep():
        pass
    run_pending()


def test_a_question_goes_through_the_coordinator_and_the_terms_stand_still_until_the_answer(
    city: City, clock: Clock
) -> None:
    city.register()
    expertise = city.request()
    first, second, *_ = group = city.gather(expertise)
    case, address = expertise.get_absolute_url(), f"/expertise/{expertise.pk}/ask/"
    assert as_person(first.expert.person).get(address).status_code == 404, (
        "who has not opened the materials asks nothing"
    )
    with pytest.raises(DatabaseError, match="at work on the sheet"), transaction.atomic():
        ExpertQuestion.objects.create(expertise=expertise, assignment=first, text="Рано", asked_at=timezone.now())
    city.open_materials(first)
    assert "Спросить заявителя" in page(first.expert.person, case)
    assert "#questions" in page(first.expert.person, city.of(expertise, "score", first).get_absolute_url())
    ask(first, "Мало", status=422)
    question = ask(first)
    assert question is not None
    for reader in (city.head, second.expert.person):
        assert WORDS not in page(reader, case), "nobody but the coordinator and whoever asks knows of it yet"
    assert not any(paused for paused, *_ in terms(expertise).values())
    shown = page(city.coordinator, step(question))
    first = ExpertAssignment.objects.get(pk=first.pk)
    assert first.pseudonym in shown and WORDS in shown
    press(city.coordinator, step(question), status=422, _send="1", text=PASSED)
    press(city.coordinator, step(question), _send="1", verdict="pass", text=PASSED)

    before = terms(expertise)
    assert len(before) == len(group) and all(paused for paused, *_ in before.values())
    told = page(city.head, case)
    assert "срок стоит: ждём ответа заявителя" in page(city.coordinator, case)
    assert "Ответить на вопрос экспертов</strong> — заявитель" in page(city.coordinator, case), "whose move it is"
    assert "Вам задан вопрос" in told and PASSED in told and "срок стоит" not in told
    asked = told + page(city.head, step(question)) + page(city.head, "/inbox/")
    news = Notification.objects.filter(person=city.head)
    asked += " ".join(f"{row.title} {row.text}" for row in news if "групп" not in row.title)
    assert not re.search(r"Эксперт № \d", asked) and WORDS not in asked, "neither the number nor the first words"
    assert first.expert.person.last_name not in asked and "Ответить на вопрос экспертов" in asked
    assert "Срок оценивания стоит" in page(second.expert.person, case)
    assert "срок приостановлен" in page(second.expert.person, "/deadlines/")
    feed = renew(second.expert.person)
    assert "BEGIN:VEVENT" not in page(None, f"/deadlines/{feed}.ics"), (
        "no last day is promised while the term stands still"
    )
    assert "Эксперт №" not in page(second.expert.person, case).partition('id="questions"')[2].partition("</section>")[0]
    later(clock, 2)
    city.open_materials(second)
    paused, left, _ = terms(expertise)[second.addressee]
    assert paused and left == before[second.addressee][1], "a step that opens meanwhile has all its days"

    stranger = make_person()
    press(city.head, step(question), status=422, _send="1", text="")
    bad = SimpleUploadedFile("Счёт.pdf", b"%PDF-1.7 half")
    press(city.head, step(question), status=422, _send="1", text="Двенадцать тысяч рублей.", file_1=bad)
    good = SimpleUploadedFile("Счёт на ратрак.pdf", pdf_with_author())
    press(city.head, step(question), _send="1", text="Двенадцать тысяч рублей.", file_1=good)
    file = QuestionFile.objects.get().get_absolute_url()
    for row in group:
        assert ("Двенадцать тысяч" in page(row.expert.person, case)) == (row in (first, second)), (
            "who reads the materials"
        )
        assert as_person(row.expert.person).get(file).status_code == (200 if row in (first, second) else 404)
    assert as_person(city.coordinator).get(file).status_code == as_person(city.head).get(file).status_code == 200
    assert as_person(stranger).get(file).status_code == 404 and Client().get(file).status_code == 302
    after = terms(expertise)
    assert not any(paused for paused, *_ in after.values())
    assert workdays.between(workdays.local_date(), workdays.local_date(after[second.addressee][2])) == left
    assert Notification.objects.filter(event=f"question:{question.pk}:answered", person=first.expert.person).exists()
    for change in ({"text": "Другое"}, {"answer": "Другое"}, {"passed_text": "Другое"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            ExpertQuestion.objects.filter(pk=question.pk).update(**change)
    assert offenders_of(INVARIANTS) == {}

    declined = ask(first, "Не тот ли это тренер, который судился с нашим институтом?")
    assert declined is not None
    press(city.coordinator, step(declined), status=422, _send="1", verdict="decline")
    press(city.coordinator, step(declined), _send="1", verdict="decline", reason="Вопрос выдаёт, кто спрашивает.")
    assert "Вопрос выдаёт, кто спрашивает." in page(first.expert.person, case)
    assert "тренер" not in page(second.expert.person, case) + page(city.head, case)
    assert "Спросить заявителя" not in page(first.expert.person, case), "two questions are all"
    ask(first, status=422)

    silent = ask(second, "Кто отвечает за освещение трассы вечером?")
    assert silent is not None
    press(city.coordinator, step(silent), _send="1", verdict="pass", text=silent.text)
    later(clock, 4)
    silent = ExpertQuestion.objects.get(pk=silent.pk)
    assert silent.status == "unanswered" and not ScoringPause.objects.filter(ended_at=None).exists()
    assert "Ответа в срок не было" in page(city.head, case) and "Вам задан вопрос" not in page(city.head, case)
    last = ask(second, "Есть ли согласие собственника земли?")
    assert last is not None
    press(city.coordinator, step(last), _send="1", verdict="pass", text=last.text)
    assert not any(paused for paused, *_ in terms(expertise).values()), "five days of standing still are all"
    assert "дольше останавливать его регламент не позволяет" in page(second.expert.person, "/notifications/")
    expertises.cancel(expertise, ground="Заявка отозвана.", by=city.coordinator)
    run_pending()
    last = ExpertQuestion.objects.get(pk=last.pk)
    assert last.status == "dropped" and "больше не нужно" in page(city.head, "/notifications/")
    assert offenders_of(INVARIANTS) == {}


def test_the_longest_pause_ends_by_itself_though_the_answer_has_not_come(city: City, clock: Clock) -> None:
    city.register()
    expertise = city.request()
    first, second, *_ = city.gather(expertise)
    for row in (first, second):
        city.open_materials(row)
    questions = []
    for row in (first, second):
        question = ask(row)
        assert question is not None
        questions.append(question)
    press(city.coordinator, step(questions[0]), _send="1", verdict="pass", text=PASSED)
    later(clock, 3)
    press(city.coordinator, step(questions[1]), _send="1", verdict="pass", text=PASSED)
    pause = ScoringPause.objects.get()
    assert workdays.between(workdays.local_date(pause.began_at), pause.until) == 5, "not six"
    later(clock, 1)
    assert [row.status for row in ExpertQuestion.objects.order_by("pk")] == ["unanswered", "passed"]
    assert all(paused for paused, *_ in terms(expertise).values()), "the second question is still open"
    later(clock, 2)
    assert not any(paused for paused, *_ in terms(expertise).values()) and ScoringPause.objects.get().ended_at
    with pytest.raises(DatabaseError), transaction.atomic():
        ScoringPause.objects.update(until=workdays.local_date() + timedelta(days=30))
    ScoringPause.objects.create(expertise=expertise, began_at=timezone.now(), until=workdays.local_date())
    later(clock, 1)
    assert not ScoringPause.objects.filter(ended_at=None).exists()
    assert offenders_of(INVARIANTS) == {}
    more = "INSERT INTO expertise_expertquestion (expertise_id, assignment_id, text, status, asked_at, passed_text, reason, answer, shown_answer) "
    more += "SELECT expertise_id, assignment_id, text, 'asked', asked_at, '', '', '', '' FROM expertise_expertquestion"
    assert "эксперт задаёт вопросы" in noticed(f"{more}; {more}")
    assert noticed("UPDATE viewflow_process SET finished = NULL") == {"пока вопрос эксперта"}
    assert noticed("UPDATE casework_waiting SET paused_at = now() WHERE closed_at IS NULL") == {"срок оценивания стоит"}
    harm = "UPDATE expertise_expertquestion SET status = 'unanswered'; UPDATE expertise_scoringpause SET ended_at = NULL WHERE id = 1"
    assert "срок оценивания стоит" in noticed(harm.replace("id = 1", f"id = {pause.pk}"))


def test_experts_of_a_blind_case_read_the_answer_once_names_are_covered(blind_city: City, mailoutbox: Any) -> None:
    city = blind_city
    city.register(professional=5)
    expertise = enter(city, title="Лыжня Утёса")
    sent = {"text_0_0": "Соседи чинят лыжню.", "file_1": "hide", "file_2": "hide", "file_3": "hide", "is_checked": "on"}
    city.do(expertise, "blind", **sent)
    first, *_ = gather(city, expertise)
    city.open_materials(first)
    question = ask(first)
    assert question is not None
    press(city.coordinator, step(question), _send="1", verdict="pass", text=PASSED)
    assert "не называйте себя" in page(city.head, step(question))
    own = "Ратрак ТОС «Утёс» стоит 9000 в день, спросите О. Скального."
    scan = SimpleUploadedFile("Смета Утёса.pdf", pdf_with_author())
    press(city.head, step(question), _send="1", text=own, file_1=scan)
    case, expert = expertise.get_absolute_url(), first.expert.person
    original = QuestionFile.objects.get().get_absolute_url()
    assert "9000" not in page(expert, case) and as_person(expert).get(original).status_code == 404
    assert "срок стоит: заявитель ответил, в его ответе ещё не закрыты имена" in page(city.coordinator, case)
    assert "срок стоит: ответ на вопрос заявителю ещё не дошёл" in page(expert, case), "who answered when is not theirs"
    office = page(city.coordinator, step(question))
    assert "Дело оценивают вслепую" in office and "[скрыто]" in office and "Смета Утёса.pdf" in office
    covered = "Ратрак стоит 9000 в день."
    press(city.coordinator, step(question), status=422, _send="1", text=covered, file_1="instead")
    press(city.coordinator, step(question), _send="1", text=covered, file_1="clean", is_checked="on")
    read = page(expert, case) + page(expert, "/notifications/") + page(expert, "/expert/")
    assert covered in read and "Приложение 1 к ответу.pdf" in read and not HIDDEN.search(read)
    copy = QuestionFile.objects.get(for_experts=True)
    assert as_person(expert).get(original).status_code == 404
    given = as_person(expert).get(copy.get_absolute_url())
    assert not HIDDEN.search(f"{given.headers} {words_in(b''.join(given.streaming_content))}")
    assert own in page(city.head, case) and as_person(city.head).get(copy.get_absolute_url()).status_code == 404
    letters = "\n".join(f"{one.subject} {one.body}" for one in mailoutbox if expert.email in one.to)
    assert "ответил на вопрос" in letters and not HIDDEN.search(letters)
    assert offenders_of(INVARIANTS) == {}
    assert noticed("DELETE FROM journal_entry WHERE verb = 'show'") == {"эксперты дела вслепую"}
