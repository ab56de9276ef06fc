"""«Самочувствие горожан»: a wave that has been published, and one that is in the field."""

from datetime import timedelta
from functools import partial
from typing import Any

from casework import workdays
from library.models import Card
from monitoring.ballots import actions as ballots
from monitoring.ballots import counting
from monitoring.ballots import forms as ballots_forms
from monitoring.models import Survey, Wave
from monitoring.surveys import actions, forms, questions
from portal.demo.people import World
from portal.demo.player import Story
from portal.demo.stories.library import bring
from programme.models import Level, Person

CAPACITY = "аналитик"
RESEARCH: dict[str, Any] = {
    "title": "Самочувствие горожан", "area": "social", "question": "Как от полугодия к полугодию меняется то, как людям живётся в городе?",
    "method": "Опрос на сайте и по бумажным анкетам, одна и та же анкета в каждой волне, сравнение волн по доверительным интервалам.",
    "sample": "Все жители старше 14 лет, кто захочет ответить: опрос добровольный.",
    "instrument": "Анкета из пяти вопросов: общее самочувствие, чего не хватает, доверие, дорога, свои слова.",
}  # fmt: skip
SURVEY = {
    "title": "Самочувствие горожан",
    "about": "Как вам живётся в городе. Спрашиваем дважды в год одно и то же, чтобы видеть, что меняется, а что нет.",
}
QUESTIONS: list[dict[str, str]] = [
    {"kind": "single", "text": "Как вам живётся в городе?", "options": "Хорошо\nСкорее хорошо\nСкорее плохо\nПлохо"},
    {
        "kind": "several",
        "text": "Чего не хватает рядом с домом?",
        "options": "Зелени\nТишины\nМест для спорта\nСвета во дворах",
    },
    {
        "kind": "scale",
        "text": "Можно ли доверять решениям города?",
        "low": "совсем нельзя",
        "high": "можно всегда",
        "indicator": "TRUST1",
    },
    {"kind": "number", "text": "Сколько минут вы добираетесь до работы или учёбы?"},
    {"kind": "text", "text": "Что изменить в первую очередь?"},
]
SAMPLE: dict[str, Any] = {
    "sample_kind": "voluntary", "sample": "Отвечает любой житель старше 14 лет с подтверждённым телефоном; бумажные анкеты — в канцелярии.",
}  # fmt: skip
FINDINGS = (
    "Большинству ответивших живётся хорошо или скорее хорошо; чаще всего рядом с домом не хватает тишины и мест для спорта. "
    "Опрос добровольный: о всех горожанах он говорит только приблизительно, зато следующую волну можно будет сравнить с этой."
)
WORDS = ("Больше света во дворах", "Чистые остановки", "Свет в арках и во дворах")
TOPICS = {
    "Больше света во дворах": "Освещение",
    "Чистые остановки": "Остановки",
    "Свет в арках и во дворах": "Освещение",
}
BLANKS = 8


def whole(world: World) -> Story:
    """Asked, answered, read, reported, checked; half a season later asked again."""
    author, other = world.people["analyst1"], world.people["analyst2"]
    yield world.days.at(72, 10)
    card = bring(world, author, "research", RESEARCH)
    yield world.days.at(71, 11)
    world.actor.answer(other, card.case, "check", outcome="accept")
    yield world.days.at(70, 10)
    wave = _first(world, author, Card.objects.get(pk=card.pk))
    yield world.days.at(69, 12)
    world.actor.answer(other, wave.case, "approve", outcome="approve")
    citizens = _citizens(world)
    yield world.days.at(64, 18)
    _answer(world, wave, citizens[:20], 0)
    yield world.days.at(60, 18)
    _answer(world, wave, citizens[20:36], 20)
    _paper(world, wave)
    yield world.days.at(50, 11)
    _report(world, wave, author)
    yield world.days.at(49, 15)
    world.actor.answer(other, wave.case, "check", outcome="publish")
    yield world.days.at(12, 10)
    second = _next(world, author, wave)
    yield world.days.at(11, 12)
    world.actor.answer(other, second.case, "approve", outcome="approve")
    yield world.days.at(5, 18)
    _answer(world, second, citizens[5:17], 50)


def _first(world: World, author: Person, card: Card) -> Wave:
    """SV-01 and the questions."""
    wave: Wave = world.actor.act(
        author, None, CAPACITY, forms.SurveyForm, actions.begin, None, **SURVEY, research=f"library.card:{card.pk}"
    )
    for asked in QUESTIONS:
        world.actor.act(
            author, wave.case, CAPACITY, forms.QuestionForm, partial(questions.add_question, wave), wave, **asked
        )
    _prepare(world, author, wave, days=12)
    return wave


def _next(world: World, author: Person, wave: Wave) -> Wave:
    """SV-01 once more: the same questions."""
    survey = Survey.objects.get(pk=wave.survey_id)
    second: Wave = world.actor.act(
        author, None, CAPACITY, forms.WaveForm, partial(actions.add_wave, survey), survey, research=wave.research
    )
    _prepare(world, author, second, days=20)
    return second


def _prepare(world: World, author: Person, wave: Wave, days: int) -> None:
    """From the day after tomorrow on, for so many working days."""
    opens = workdays.add(workdays.local_date(), 2)
    closes = workdays.add(opens - timedelta(days=1), days)
    world.actor.answer(author, wave.case, "prepare", opens=f"{opens}", closes=f"{closes}", rule=forms.RULE, **SAMPLE)


def _citizens(world: World) -> list[Person]:
    """Whoever has confirmed a telephone or shown a document."""
    return [person for person in world.people.values() if person.level.rank >= Level.TELEPHONE.rank]


def _given(n: int) -> dict[str, Any]:
    """What the n-th of those who answer says."""
    wants = [str(1 + n % 4)] if n % 5 else [str(1 + n % 4), str(1 + (n + 1) % 4)]
    return {
        "q_q1": ("1", "2", "2", "3", "2", "1", "4")[n % 7], "q_q2": wants, "q_q3": str(2 + n % 4), "q_q4": str(15 + n * 7 % 50),
        "q_q5": "" if n % 3 else WORDS[n // 3 % 3], "age": ("18", "30", "45", "60")[n % 4], "sex": "fm"[n % 2],
    }  # fmt: skip


def _answer(world: World, wave: Wave, people: list[Person], first: int) -> None:
    """One answer each, through the form of the page."""
    now = Wave.objects.get(pk=wave.pk)
    for n, person in enumerate(people, first):
        world.actor.act(
            person,
            None,
            "житель",
            ballots_forms.AnswerForm,
            partial(ballots.answer, now),
            now,
            is_aware=True,
            **_given(n),
        )


def _paper(world: World, wave: Wave) -> None:
    """The clerk enters what was handed in on paper."""
    now, clerk = Wave.objects.get(pk=wave.pk), world.people["clerk"]
    for n in range(BLANKS):
        enter = partial(ballots.enter_paper, now)
        given = {**_given(n * 3), "q_q5": "", "blank": f"А-{n + 1:03d}"}
        world.actor.act(clerk, None, "делопроизводитель", ballots_forms.PaperAnswerForm, enter, now, **given)


def _report(world: World, wave: Wave, author: Person) -> None:
    """Answers in one's own words are read, the rest is counted."""
    now = Wave.objects.get(pk=wave.pk)
    for ballot, question, text in counting.unread(now):
        code = partial(ballots.code_text, now, ballot=ballot, question=question["code"])
        world.actor.act(
            author, now.case, CAPACITY, ballots_forms.TextCodeForm, code, (ballot, question["code"]), title=TOPICS[text]
        )
    world.actor.answer(author, now.case, "report", findings=FINDINGS)
