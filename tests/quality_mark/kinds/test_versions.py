"""The next version of a kind: contests under way stay by theirs; a kind is ended only when none is; a draft is taken back."""

from typing import Any

from django.test import Client
from django.urls import reverse

from quality_mark.contests.flow import ContestFlow
from quality_mark.kinds.flow import KindFlow
from quality_mark.kinds.models import ContestKind
from tests.quality_mark.contest import fresh, open_nodes
from tests.story import answer, post, press

QUOTAS = {"quota_01": 2, "quota_02": 2, "quota_03": 0, "quota_04": 2}


def shown(kind: ContestKind, **changes: Any) -> dict[str, Any]:
    """The form of the description as the browser would send it back."""
    told = {
        name: value
        for name, value in KindFlow.describe.form.initial_for(kind).items()
        if value not in (None, "", False)
    }
    return {name: "on" if value is True else value for name, value in (told | changes).items()}


def next_version(town, code: str, **changes: Any) -> ContestKind:
    """CK-01: the next version, described and put to the committee."""
    former = ContestKind.objects.in_force().get(code=code)
    press(town.secretary, reverse("contest_kind_begin"), origin=former.pk, is_next="on")
    kind = ContestKind.objects.get(code=code, status="draft")
    answer(town.secretary, kind.case, "describe", **shown(kind, **changes))
    return fresh(kind)


def test_contests_stay_by_their_version(town):
    begin, retire = reverse("contest_kind_begin"), reverse("contest_kind_retire")
    running = town.announced(kind="info", title="Информационные проекты — 2026", **QUOTAS)
    waiting = town.plan(kind="info", title="Информационные проекты — весна", **QUOTAS)
    first, mark = running.kind, ContestKind.objects.get(code="mark")
    assert "Выберите вид" in press(town.secretary, begin, status=422, is_next="on")
    kind = next_version(town, "info", nomination_4_title="")
    assert (kind.version, len(kind.rule.nominations), kind.rule.sections[0].fields[1].least) == (2, 3, 60)
    assert "уже есть проект" in press(town.secretary, begin, status=422, origin=first.pk, is_next="on")
    answer(town.secretary, kind.case, "propose", **KindFlow.propose.form.initial_for(kind))
    town.decide("return")
    assert (fresh(kind).status, open_nodes(kind.case)) == ("draft", ["describe"]), "nothing of it is lost"
    answer(town.secretary, kind.case, "describe", **shown(fresh(kind)))
    answer(town.secretary, kind.case, "propose", **KindFlow.propose.form.initial_for(kind))
    town.decide("enact")
    assert (fresh(first).status, fresh(kind).status, fresh(running).kind) == ("superseded", "in_force", first)

    refused = answer(town.secretary, waiting.case, "propose", refused=True, **town.suggested(waiting, "propose"))
    assert "номинаций 04 в нём больше нет" in str(refused.errors)
    page = Client().get(reverse("contest_kind_now", args=["info"])).content.decode()
    assert "Версия&nbsp;2" in page and first.get_absolute_url() in page
    ground = "Вид больше не нужен городу: такие проекты оценивают иначе."
    assert "идёт конкурс" in press(town.secretary, retire, status=422, kind=kind.pk, ground=ground)

    draft = next_version(town, "mark")
    assert draft.rule == mark.rule, "what the form does not ask is kept"
    press(town.secretary, reverse("contest_kind_drop", args=["mark", draft.version]), is_sure="on")
    assert (fresh(draft).status, open_nodes(draft.case)) == ("dropped", [])

    incubator = ContestKind.objects.get(code="incubator")
    press(town.secretary, retire, kind=incubator.pk, ground=ground)
    assert "уже внесён" in press(town.secretary, retire, status=422, kind=incubator.pk, ground=ground)
    town.decide("retire")
    assert fresh(incubator).status == "retired"
    form = ContestFlow.plan.form(post({"kind": "incubator"}), by=town.secretary)
    assert "Такого вида среди действующих нет" in str(form.errors["kind"])
    form = ContestFlow.plan.form(post({"kind": "reserve"}), by=town.secretary)
    assert "kind" not in form.errors, "people enter it for themselves"
