"""What the pages of surveys show, to whom."""

from typing import Any

from casework import roles, workdays
from casework.models import Waiting
from casework.pages import history, moves, own_steps, timeline
from monitoring import charts
from monitoring.ballots import counting
from monitoring.ballots.actions import has_answered, kept_until
from monitoring.ballots.asking import listed
from monitoring.ballots.comparing import changes
from monitoring.ballots.dataset import hundredths, tenths
from monitoring.surveys import series
from monitoring.surveys.models import Survey, Wave
from programme.access import Visitor, holds, keys_of
from programme.identity.page import missing_for

Status = Wave.Status
SHOWN = (Status.PUBLISHED, Status.WITHDRAWN)
PAPER_KEEPERS = (roles.CLERK, roles.PLATFORM_SECRETARY)


def is_analyst(person: Visitor) -> bool:
    """Does the visitor lead surveys?"""
    return holds(person, roles.ANALYST)


def surveys(person: Visitor) -> list[dict[str, Any]]:
    """Every survey with its newest wave that the visitor may read, those that take answers first."""
    waves: dict[int, Wave] = {}
    for wave in Wave.objects.visible_to(person).select_related("survey").order_by("survey", "-number"):
        waves.setdefault(wave.survey_id, wave)
    lines = [{"survey": wave.survey, "wave": wave, "takes_answers": wave.is_open_to_all} for wave in waves.values()]
    return sorted(lines, key=lambda line: (not line["takes_answers"], str(line["survey"])))


def survey_context(survey: Survey, person: Visitor) -> dict[str, Any]:
    """The waves of a survey, the newest first: withdrawn ones leave a gap."""
    waves = list(survey.waves.visible_to(person).order_by("-number"))  # type: ignore[attr-defined]
    published = next((wave for wave in waves if wave.status == Status.PUBLISHED), None)
    return {
        "survey": survey,
        "waves": waves,
        "open": next((wave for wave in waves if wave.is_open_to_all), None),
        "published": published,
        "questions": _questions(published) if published else [],
        "series": series.of_survey(waves[::-1], published) if published else [],
        "may_add": is_analyst(person),
        **(_counted(published) if published else {}),
    }


def wave_context(wave: Wave, person: Visitor) -> dict[str, Any]:
    """The whole page of a wave."""
    keys = set(keys_of(person))
    is_inside = is_analyst(person) or holds(person, roles.AUDITOR)
    waitings = list(Waiting.objects.open().filter(process=wave.case).order_by("pk"))
    sees_results = wave.results is not None and (
        wave.status == Status.PUBLISHED or (wave.status == Status.CLOSED and is_inside)
    )
    answered = has_answered(wave, person)
    return {
        "wave": wave,
        "survey": wave.survey,
        "has_answered": answered,
        "may_answer": wave.is_open_to_all and not answered,
        "number": counting.answered(wave) if wave.status in (Status.FIELD, Status.CLOSED) else None,
        "left": workdays.left(workdays.end_of(wave.closes)) if wave.takes_answers and wave.closes else None,
        "is_preview": sees_results and wave.status == Status.CLOSED,
        "questions": _questions(wave) if sees_results else [],
        "asked": _asked(wave) if is_inside or wave.announced_at else [],
        "moves": moves(waitings),
        "my_tasks": own_steps(waitings, keys),
        "timeline": timeline(history(wave), has_grounds=is_inside),
        "is_inside": is_inside,
        "kept_until": kept_until(wave) if wave.announced_at else None,
        **(_counted(wave) if sees_results else {}),
        **may(wave, person),
    }


def may(wave: Wave, person: Visitor) -> dict[str, bool]:
    """What the visitor may do outside the steps."""
    leads = is_analyst(person)
    return {
        "may_edit": leads and wave.status == Status.DRAFT,
        "may_send_back": leads and wave.status == Status.APPROVED,
        "may_extend": leads and wave.takes_answers and not wave.is_extended,
        "may_cancel": leads and wave.status in Wave.CANCELLABLE,
        "may_code": leads and wave.status == Status.CLOSED and any(q["kind"] == "text" for q in wave.frozen_form or []),
        "may_enter": wave.takes_answers and holds(person, *PAPER_KEEPERS),
        "may_withdraw": wave.status == Status.PUBLISHED and holds(person, roles.COMMITTEE_SECRETARY),
    }


def _asked(wave: Wave) -> list[dict[str, Any]]:
    """The questions as they are asked, with the row of a draft to change it by."""
    if wave.frozen_form is not None:
        return [{**question, "answers": listed(question)} for question in wave.frozen_form]
    rows = [(question.pk, question.as_asked) for question in wave.questions.all()]
    return [{**question, "pk": pk, "answers": listed(question)} for pk, question in rows]


def _counted(wave: Wave) -> dict[str, Any]:
    """What is said with every result: how many, by whom known, how drawn, how exact."""
    return {"results": wave.results, "earlier": _earlier(wave)}


def _earlier(wave: Wave) -> Wave | None:
    """The last published wave before this one; a withdrawn one between leaves a gap and is not compared with."""
    last = (
        Wave.objects.filter(survey=wave.survey_id, number__lt=wave.number, status__in=SHOWN).order_by("-number").first()
    )
    return last if last and last.status == Status.PUBLISHED else None


def _questions(wave: Wave) -> list[dict[str, Any]]:
    """The tables of the results, each with its picture and what has changed since the last wave."""
    results, earlier = wave.results or {}, _earlier(wave)
    compared = changes(earlier.results, results) if earlier and earlier.results else {}
    return [_question(question, compared.get(question["code"], [])) for question in results.get("questions", [])]


def _question(question: dict[str, Any], changed: list[Any]) -> dict[str, Any]:
    rows = question["rows"]
    drawn = [charts.Bar(row["label"], row["share"], row["low"], row["high"]) for row in rows]
    number = question["number"]
    is_mean = {"Среднее"}
    return {
        "code": question["code"],
        "text": question["text"],
        "rows": [_in_words(row) for row in rows],
        "picture": charts.bars(drawn, f"Доли ответов: {question['text']}") if drawn else "",
        "number": {name: hundredths(number[name]) for name in ("mean", "low", "high", "median")} | {"n": number["n"]} if number else None,
        "groups": [
            {"title": axis["title"], "heads": [group["label"] for group in axis["rows"]], "numbers": [group["n"] for group in axis["rows"]],
             "lines": _crossed(axis)}
            for axis in question["groups"]
        ],
        "changes": [
            {"label": row.label, "way": row.way,
             "before": hundredths(row.before) if row.label in is_mean else f"{tenths(row.before)} %",
             "after": hundredths(row.after) if row.label in is_mean else f"{tenths(row.after)} %"}
            for row in changed
        ],
    }  # fmt: skip


def _in_words(row: dict[str, Any]) -> dict[str, Any]:
    return {"label": row["label"], "n": row["n"], **{name: tenths(row[name]) for name in ("share", "low", "high")}}


def _crossed(axis: dict[str, Any]) -> list[dict[str, Any]]:
    """A breakdown as a table: an answer a line, a group a column."""
    columns = [[_in_words(row) for row in group["rows"]] for group in axis["rows"]]
    return [{"label": cells[0]["label"], "cells": cells} for cells in zip(*columns, strict=True)]


def missing(wave: Wave, person: Visitor, back: str) -> Any:
    """What keeps the visitor from answering."""
    return missing_for(person, "survey_answer", wave.case.regulation, back)
