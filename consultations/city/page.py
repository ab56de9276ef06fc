"""What stands on «О городе» and on «Ответы в срок»; both are counted from the messages and entered by nobody."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from casework import roles
from casework.counting import series_of
from casework.formats import whole_percent
from consultations.city.counting import LEAST
from consultations.messages.models import Message
from consultations.messages.timeliness import Timeliness, timeliness, whole
from consultations.topics.models import Topic, answering
from programme.access import Visitor, holds
from programme.lists import catalogue

Kind, Tone = Message.Kind, Message.Tone
ANSWER = [("yes", "есть ответ"), ("no", "ответа ещё нет")]


def statements() -> "QuerySet[Message]":
    """What everybody reads about the city, the newest first."""
    rows = Message.objects.readable().filter(kind=Kind.STATEMENT)
    return rows.select_related("reply", "organization", "case__regulation", "topic").prefetch_related("photos")


def narrowed(rows: "QuerySet[Message]", chosen: dict[str, str]) -> "QuerySet[Message]":
    """By tone, district, area and whether there is an answer; what no filter knows narrows nothing."""
    for name in ("tone", "district", "area"):
        if chosen[name]:
            rows = rows.filter(**{name: chosen[name]})
    return rows.filter(reply__isnull=chosen["answer"] == "no") if chosen["answer"] else rows


def filters() -> dict[str, tuple[str, str, list[tuple[str, str]]]]:
    """{name: (title, the words for no choice, choices)}."""
    return {
        "tone": ("Как обстоит дело", "всё", list(Tone.choices)),
        "district": ("Район", "любой", catalogue.every("districts")),
        "area": ("О чём", "обо всём", catalogue.every("areas")),
        "answer": ("Ответ", "неважно", ANSWER),
    }


def good_share() -> tuple[int, int | None]:
    """(statements, how many per cent of them say «хорошо»); of a statement said again only the first counts. No share of too few."""
    firsts = Message.objects.readable().filter(kind=Kind.STATEMENT, repeats=None).order_by()
    tally = firsts.aggregate(total=Count("pk"), good=Count("pk", filter=Q(tone=Tone.GOOD)))
    return tally["total"], whole_percent(tally["good"], tally["total"]) if tally["total"] >= LEAST else None


def opinions(person: Visitor) -> dict[str, Any]:
    """The page «О городе» beside its list."""
    total, good = good_share()
    topic = Topic.objects.filter(kind=Topic.Kind.CITY, status=Topic.Status.OPEN).first()
    return {
        "topic": topic,
        "may_open": topic is None and holds(person, roles.CONTENT_MODERATOR),
        "total": total,
        "good": good,
        "least": LEAST,
        "series": series_of(["GOOD1"]).get("GOOD1"),
        "timely": whole(timeliness(Message.objects.filter(kind=Kind.STATEMENT))),
    }


@dataclass(frozen=True)
class Line:
    """A row of a table of shares."""

    title: str
    timely: Timeliness


def openness() -> dict[str, Any]:
    """The share of answers in time over the whole city, by kinds of topics and by those who answer."""
    rows = Message.objects.all()
    kinds, named = timeliness(rows), timeliness(rows.filter(addressee=""), by="topic__answerer")
    for key, timely in timeliness(rows.exclude(addressee=""), by="addressee").items():
        named.setdefault(key, Timeliness()).add(timely)
    titles = dict(Topic.Kind.choices)
    answerers = [Line(answering(key), timely) for key, timely in named.items()]
    return {
        "timely": whole(kinds),
        "kinds": [Line(titles[kind], timely) for kind, timely in sorted(kinds.items())],
        "answerers": sorted(answerers, key=lambda line: line.title),
    }
