"""Who may do what at the addresses of surveys: one in the field, and a draft of another."""

from casework import door, workdays
from monitoring.models import Question, Survey, Wave
from monitoring.surveys import actions
from tests.access.table import ANYBODY, ASK, KNOWN, Page, Thing, missing, page, public
from tests.access.world import World
from tests.monitoring.conftest import ABOUT, QUESTIONS, SAMPLE, in_force
from tests.story import answer, make_person, press, settle

INSIDE = {"auditor"}
OFFICE = {"clerk", "platform_secretary"}


def asked(world: World) -> tuple[int]:
    return (Wave.objects.get(survey__title="Опрос для всех").pk,)


def draft(world: World) -> tuple[int]:
    return (Wave.objects.get(survey__title="Замысел опроса").pk,)


def survey(of: str) -> tuple[int]:
    return (Survey.objects.get(title=of).pk,)


def question(world: World) -> tuple[int]:
    return (Question.objects.filter(wave=draft(world)[0]).first().pk,)  # type: ignore[union-attr]


def of_analyst() -> Page:
    """What an analyst alone does: to everybody else there is no such address."""
    return page(ASK, Thing("asked", asked, set()), Thing("draft", draft, set()), missing())


TABLE: dict[str, Page] = {
    "surveys": public(),
    "survey": public(
        Thing("asked", lambda w: survey("Опрос для всех"), ANYBODY), Thing("draft", lambda w: survey("Замысел опроса"), INSIDE), missing()
    ),
    "survey_wave": public(Thing("asked", asked, ANYBODY), Thing("draft", draft, INSIDE), missing()),
    "survey_dataset": public(Thing("not published", asked, set()), missing()),
    "survey_begin": page(ASK, Thing("form", lambda w: (), set(), KNOWN)),
    "survey_add_wave": page(ASK, Thing("asked", lambda w: survey("Опрос для всех"), set()), missing()),
    "survey_answer": page(ASK, Thing("asked", asked, KNOWN), Thing("draft", draft, set()), missing()),
    "survey_paper": page(ASK, Thing("asked", asked, OFFICE), Thing("draft", draft, set()), missing()),
    **{f"survey_{verb}": of_analyst() for verb in ("question", "send_back", "extend", "cancel", "code", "withdraw")},
    **{f"survey_question_{verb}": page(ASK, Thing("draft", question, set()), missing()) for verb in ("change", "remove")},
}  # fmt: skip


def furnish(world: World) -> None:
    """A survey in the field, and a draft."""
    author, other = make_person("analyst", last_name="Числова"), make_person("analyst", last_name="Проверкина")
    card = in_force(author, other)
    for title in ("Опрос для всех", "Замысел опроса"):
        press(author, "/monitoring/surveys/new/", title=title, about=ABOUT, research=f"library.card:{card.pk}")
        press(author, f"/monitoring/surveys/waves/{Wave.objects.latest('pk').pk}/question/", **QUESTIONS[0])
    wave = Wave.objects.get(pk=asked(world)[0])
    first = workdays.add(workdays.local_date(), 1)
    answer(author, wave.case, "prepare", opens=f"{first}", closes=f"{workdays.add(first, 19)}", **SAMPLE)
    answer(other, wave.case, "approve", outcome="approve")
    actions.open_field(Wave.objects.get(pk=wave.pk))  # the world's clock stands still
    door.notify_waiters(wave)
    settle()
