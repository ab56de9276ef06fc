"""A measure from a row of the draft to what citizens see of it: through the pages, by those who do it (the story of the programme)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from casework import workdays
from casework.models import Notification
from casework.queue import run_pending
from committee.models import Body, BodyKind
from consultations.models import Topic
from documents.models import Document
from execution.editions.models import COMPOSER
from execution.measures.lines import items, results
from execution.measures.models import Measure, MeasureItem
from execution.measures.terms import parse
from execution.models import Confirmation, ProgrammeEdition, Undertaking
from journal.record import key
from tests.execution.conftest import offenders, photo
from tests.execution.programme import City, make_city, pages_of, text_of, url
from tests.paper import text_of as words_of_paper
from tests.story import answer_code, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(db: None):
    yield make_city()
    assert offenders() == {}


def typed(number: str, bodies: list, **changes: str) -> dict:
    return {
        "number": number, "direction": "Условия для трёх групп проектов", "level": "meta", "title": "Язык программы",
        "clusters": ["BK"], "items": "1) собрать матрицу — 7 районов\nобсудить словарь", "mechanism": "глоссарий\nбиблиотека критериев",
        "terms_text": "", "period": "once", "bodies": [str(row.pk) for row in bodies], "lead": str(bodies[0].pk),
        "results": "единый язык; терминов в действии — 60 терминов к 2027 году", **changes,
    }  # fmt: skip


def test_a_measure_is_entered_reported_returned_accepted_and_doubted(city: City, whole_queue):
    lead, other = city.body(organization=city.organization), city.body("Управление школ")
    coordinator, year = pages_of(city.coordinator), workdays.local_date().year
    data = {"title": "Программа города", "period_from": str(year), "period_to": str(year + 2)}
    page = coordinator.post(url("programme_edition_create"), data, follow=True)
    assert "Таблица пока пуста" in text_of(page)
    response = coordinator.post(url("measure_add", 1), typed("1.1", [lead, other]))
    assert response.status_code == 302, response.content.decode()[:3000]
    measure = Measure.objects.get()
    assert [(row.body, row.is_lead) for row in measure.responsibilities.all()] == [(lead, True), (other, False)]
    assert (measure.ends_on, measure.undertaking) == (None, None)
    assert pages_of().get(measure.get_absolute_url()).status_code == 404, "a draft is the committee's own"

    linked = Document.objects.get(pk=city.decision("9.3-2026").pk)
    assert coordinator.post(url("measure_link", measure.pk), {"what": linked.number}).status_code == 302
    kind = BodyKind.objects.get(key="governing_council")
    council = Body.objects.create(kind=kind, title="Совет по дворам", title_genitive="совета по дворам", act="акт")
    assert coordinator.post(url("measure_link", measure.pk), {"what": council.title}).status_code == 302
    city.adopt(measure.edition)
    assert council.get_absolute_url() in text_of(pages_of().get(measure.get_absolute_url()))
    measure.refresh_from_db()
    whole, part = measure.undertaking, Undertaking.objects.get(kind="item")
    assert (whole.responsible, whole.due_on, part.parent, part.plan_title) == (
        f"member:{city.organization.pk}", None, whole, "7 районов",
    )  # fmt: skip

    for subject in (measure, ProgrammeEdition.objects.get()):
        place = url("consultation_announce", "window", key(subject))
        assert place in coordinator.get(subject.get_absolute_url()).content.decode()
        words = {
            "title": f"О том, что сделано: {subject}"[:100],
            "about": "Что сделано, что нет и чего не хватает?",
            "days": "10",
        }
        assert pages_of(city.works.worker).post(place, words).status_code == 404
        assert coordinator.post(place, words).status_code == 302
        assert "О том, что сделано" in text_of(pages_of().get(subject.get_absolute_url()))
    topics = Topic.objects.order_by("pk")
    assert [(row.owner, row.answerer) for row in topics] == [(COMPOSER, COMPOSER)] * 2

    for row in (whole, part):
        city.works.answer(city.works.worker, row, "accept")
    assert (
        coordinator.post(url("measure_ask", measure.pk), {"words": "Как идёт работа над словарём?"}).status_code == 302
    )
    asked = Notification.objects.filter(person=city.works.worker, title="Координатор программы просит отчёт")
    assert asked.count() == 2, "of the measure and of its item"
    city.works.report(part, fact="7")
    city.works.check(part, "returned", "Приложите список районов.")
    city.works.report(part, "fix", fact="7")
    city.works.check(part, "done")

    citizen = answer_code(make_person(last_name="Жительница"))
    page = text_of(pages_of(citizen).get(measure.get_absolute_url()))
    assert "Вижу или не вижу" in page and str(linked) in page and "принят: выполнено" in page
    seen = pages_of(citizen).post(
        url("measure_confirm", part.pk), {"answer": "no", "words": "Матрицы нигде нет.", "photo": photo()}
    )
    assert seen.status_code == 302
    again = pages_of(citizen).post(url("measure_confirm", part.pk), {"answer": "yes"})
    assert again.status_code == 422 and "один человек отвечает один раз" in text_of(again)
    assert Confirmation.objects.get().photo.sha256

    table = text_of(pages_of().get(url("programme_table")))
    assert "видят 0, не видят 1" in table and "0 из 1" in table and "Управление школ" in table
    assert "Матрицы нигде нет" not in text_of(pages_of().get(measure.get_absolute_url()))
    assert "Матрицы нигде нет" in text_of(coordinator.get(measure.get_absolute_url()))
    assert "0 из 1" in text_of(pages_of().get("/")), "the front page counts it too"
    timeline = text_of(pages_of().get(url("programme_timeline", 1)))
    assert "срок не указан" in timeline and "<svg" in timeline
    run_pending()
    paper = words_of_paper(Document.objects.get(kind="programme"))
    assert "ГП-1" in paper and "Управление школ" in paper and "не указан" in paper and "№ 12" in paper


def test_five_doubts_set_the_coordinator_to_look_and_rewrite_nothing(city: City):
    edition = city.edition()
    measure = city.add(edition, bodies=[city.body(organization=city.organization)])
    city.adopt(edition)
    measure.refresh_from_db()
    whole = measure.undertaking
    early = pages_of(answer_code(make_person())).post(url("measure_confirm", whole.pk), {"answer": "no"})
    assert early.status_code == 422 and "ни один отчёт ещё не принят" in text_of(early)
    city.works.answer(city.works.worker, whole, "accept")
    city.works.report(whole)
    city.works.check(whole, "done")
    unknown = pages_of(make_person()).post(url("measure_confirm", whole.pk), {"answer": "no"})
    assert unknown.status_code == 422 and "нужен уровень" in text_of(unknown)
    own = pages_of(answer_code(city.works.worker)).post(url("measure_confirm", whole.pk), {"answer": "yes"})
    assert own.status_code == 422 and "подтверждают её другие" in text_of(own)
    for n in range(5):
        assert not Undertaking.objects.filter(kind="instruction").exists(), n
        assert (
            pages_of(answer_code(make_person())).post(url("measure_confirm", whole.pk), {"answer": "no"}).status_code
            == 302
        )
    instruction = Undertaking.objects.get(kind="instruction")
    assert (instruction.source_url, instruction.responsible) == (whole.get_absolute_url(), "")
    assert Undertaking.objects.get(pk=whole.pk).status == "done"
    assert "Жители не видят" in text_of(pages_of().get(url("programme_table"), {"state": "unconfirmed"}))
    with pytest.raises(DatabaseError, match="one_confirmation_a_person"), transaction.atomic():
        row = Confirmation.objects.first()
        Confirmation.objects.create(undertaking=whole, person=row.person, sees=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        Confirmation.objects.update(sees=True)


def test_the_table_of_an_edition_that_is_no_draft_stands_still(city: City):
    edition = city.edition()
    measure = city.add(edition, bodies=[city.body()])
    city.submit(edition)
    change = pages_of(city.coordinator).post(url("measure_change", measure.pk), typed("1.1", [city.body("Ещё один")]))
    assert change.status_code == 404
    for attempt in (
        lambda: Measure.objects.update(title="другое"),
        lambda: measure.responsibilities.all().delete(),
        lambda: MeasureItem.objects.create(measure=measure, order=1, text="тайком"),
        measure.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_what_is_typed_wrongly_is_said_in_words_and_kept(city: City):
    edition, body = city.edition(), city.body()
    city.add(edition, "1.1")
    pages = pages_of(city.coordinator)
    data = typed("1.1", [body], terms_text="скоро", planned="5", items="7) ")
    page = pages.post(url("measure_add", edition.number), data)
    words = text_of(page)
    assert page.status_code == 422
    for wanted in ("с таким номером", "непонятен", "Назовите единицу", "скоро"):
        assert wanted in words
    assert pages_of(city.chair).get(url("measure_add", edition.number)).status_code == 404


@pytest.mark.parametrize(
    ("text", "starts", "ends", "yearly"),
    [
        ("", None, None, None),
        ("2026", "2026-01-01", "2026-12-31", None),
        ("2004–2006 годы; ежегодно с 2005 года", "2004-01-01", "2006-12-31", 2005),
        ("III квартал 2026", "2026-07-01", "2026-09-30", None),
        ("I квартал 2026 – 2 квартал 2027", "2026-01-01", "2027-06-30", None),
        ("2004 год; 2005-2006 гг.", "2004-01-01", "2006-12-31", None),
    ],
)
def test_a_term_is_read_as_people_write_it(text, starts, ends, yearly):
    period = parse(text)
    assert (period.starts_on and str(period.starts_on), period.ends_on and str(period.ends_on), period.each_year_from) == (
        starts, ends, yearly,
    )  # fmt: skip


@pytest.mark.parametrize("text", ["скоро", "2028–2026", "1026", "V квартал 2026", "ежегодно", "2026–2027–2028"])
def test_a_term_nobody_understands_is_refused(text):
    with pytest.raises(ValueError, match=r"[А-Яа-я]"):
        parse(text)


def test_lines_are_taken_apart_and_put_together_again():
    text = "1) собрать матрицу — 7 районов\nобсудить словарь"
    assert [(row.mark, row.text, row.amount, row.unit) for row in items(text)] == [
        ("1)", "собрать матрицу", 7, "районов"), ("", "обсудить словарь", None, ""),
    ]  # fmt: skip
    assert "\n".join(row.written() for row in items(text)) == text
    line = "единый язык; терминов в действии — 60 терминов к 2027 году"
    (row,) = results(line)
    assert (row.text, row.indicator, row.amount, row.year) == ("единый язык", "терминов в действии", 60, 2027)
    assert row.written() == line


def test_the_table_is_narrowed_and_asks_as_often_however_long(city: City, django_assert_max_num_queries, clock):
    edition = city.edition()
    body, other = city.body(organization=city.organization), city.body("Управление школ")
    year = edition.period_from
    for n in range(3):
        city.add(edition, f"1.{n}", bodies=[body], terms=str(year), clusters=["BK"])
    city.add(edition, "2.1", bodies=[other], level="sectoral", title="Школы")
    city.adopt(edition)
    pages = pages_of()
    pages.get("/programme/")
    with django_assert_max_num_queries(12) as asked:
        pages.get("/programme/")
        often = len(asked)
    for query, rows in (("level=sectoral", ["2.1"]), (f"body={other.pk}", ["2.1"]), ("cluster=BK", ["1.0", "1.1", "1.2"]),
                        ("year=no_term", ["2.1"]), (f"year={year}", ["1.0", "1.1", "1.2"]), ("q=школы", ["2.1"]),
                        ("state=overdue", []), ("body=x&year=y&level=z", [])):  # fmt: skip
        shown = [row.number for row in pages.get(f"/programme/?{query}").context["measures"]]
        assert shown == rows, query
    run_pending()
    row = Undertaking.objects.filter(kind="measure", due_on__isnull=False).first()
    clock.move_to(workdays.end_of(workdays.add(row.due_on, 3)) + timedelta(minutes=1))
    late = text_of(pages.get("/programme/?state=overdue"))
    assert "Просрочено" in late and "рабочих дня" in late
    more = city.edition(based_on=ProgrammeEdition.objects.get(pk=edition.pk), title="Следующая")
    for n in range(20):
        city.add(more, f"3.{n}", bodies=[body])
    city.adopt(more)
    pages.get("/programme/")
    with django_assert_max_num_queries(often):
        assert len(pages.get("/programme/").context["measures"]) == 24
