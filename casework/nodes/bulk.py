"""Steps of one kind that a person may answer together: a basket. Each is still answered by itself, through the door."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from casework.forms import AskForm, ConfirmForm


@dataclass(frozen=True)
class Basket:
    """A page on which many steps are answered with one confirmation; all words are Russian.

    `page`: name of its address, which the room mounts; `icon`: a name of bootstrap-icons. `lead` says what to do, `empty` that nothing
    waits; `button` is what is pressed, `done` what has then happened («Подписано»). `form` is asked once for all of them.
    `faults`: exceptions of an action beside what the door knows, with what makes the words for them.
    """

    page: str
    title: str
    lead: str
    empty: str
    button: str
    done: str
    icon: str
    form: type[AskForm] = ConfirmForm
    faults: Mapping[type[Exception], Callable[[Any], str]] = field(default_factory=dict)
    template: str = "casework/basket.html"


@dataclass(frozen=True)
class Shown:
    """What the person sees of a step before they confirm it (Russian), and what must still be so when it is acted on.

    `effect`: what the answer brings about. `address`: the page where the thing is read; `picture`: its first page, if it is a paper.
    `mark` is handed to the step's own form, which refuses when it no longer holds.
    """

    title: str
    about: str
    effect: str
    address: str
    picture: str = ""
    mark: str = ""


@dataclass(frozen=True)
class InBasket:
    """How a step is answered in a basket: `show` its subjects by their keys, `answers` the fields of its form, made of the mark."""

    basket: Basket
    show: Callable[[Iterable[Any]], dict[int, Shown]]
    answers: Callable[[str], dict[str, str]]


def nothing_to_answer(mark: str) -> dict[str, str]:
    """A step whose form only confirms."""
    return {}
