"""Who may do what at the addresses of the library: a card in force, one nobody outside has read yet, a draft, a resource that is kept."""

from typing import Any

from library.cards import actions
from library.models import Card, CardKind
from programme.following import tokens
from tests.access.table import ANYBODY, ASK, KNOWN, WORKS_SOMEWHERE, Page, Thing, missing, only, page, public
from tests.access.world import World
from tests.library.conftest import PROBLEM, make_keeper
from tests.story import answer

SECRET = "Непроверенная-карточка"
OWNER = {"citizen"}
NO_KIND = Thing("missing", lambda w: ("nothing",), set())


def titled(title: str) -> Any:
    return lambda world: (Card.objects.get(title=title).pk,)


ENTERED, CHECKING, DRAFT = titled("Негде заниматься зимой"), titled(SECRET), titled("Черновик карточки")


def followed(row: Any) -> Any:
    """The same object under its name in the journal."""
    return lambda world: (f"library.card:{row(world)[0]}",)


def begun(world: World) -> tuple[str, ...]:
    """A letter that asks a guest whether they want to hear of the card."""
    return (tokens.begin_url(followed(ENTERED)(world)[0], "guest@example.org").rstrip("/").rpartition("/")[2],)


def left(world: World) -> tuple[str, ...]:
    """A letter to somebody who has left already: the button may be pressed again."""
    return (tokens.leave_url(10**6).rstrip("/").rpartition("/")[2],)


def of_kind(code: str) -> Any:
    return lambda world: (code,)


TABLE: dict[str, Page] = {
    "library": public(),
    "problem_matrix": public(),
    "precedents": public(),
    "glossary": public(),
    "library_kind": public(Thing("problems", of_kind("problem"), ANYBODY), NO_KIND),
    "library_kind_table": public(Thing("problems", of_kind("problem"), ANYBODY), NO_KIND),
    "library_card": public(
        Thing("in force", ENTERED, ANYBODY),
        Thing("checked", CHECKING, OWNER | {"auditor"}),
        Thing("draft", DRAFT, OWNER),
        missing(),
    ),
    "card_create": page(
        ASK,
        Thing("problem", of_kind("problem"), KNOWN),
        Thing("resource", of_kind("resource"), WORKS_SOMEWHERE, ANYBODY),
        Thing("act", of_kind("act"), {"clerk"}, ANYBODY),
        NO_KIND,
    ),
    "card_kinds": public(),
    "card_kind_version": public(
        Thing("problem", lambda w: ("problem", 1), ANYBODY), Thing("missing", lambda w: ("problem", 99), set())
    ),
    "card_kind_define": page(ASK, *only({"admin"})),
    **{
        name: page(
            ASK,
            Thing("problem", of_kind("problem"), {"admin"}, ANYBODY),
            Thing("missing", of_kind("nothing"), set(), ANYBODY - {"admin"}),
        )
        for name in ("card_kind_change", "card_kind_retire")
    },
    "card_revise": page(ASK, Thing("in force", ENTERED, OWNER), Thing("checked", CHECKING, set()), missing()),
    "card_link": page(
        ASK,
        Thing("in force", ENTERED, OWNER),
        Thing("checked", CHECKING, OWNER),
        Thing("draft", DRAFT, set()),
        missing(),
    ),
    "card_withdraw": page(ASK, Thing("checked", CHECKING, OWNER), Thing("draft", DRAFT, OWNER), missing()),
    "card_ask_again": page(ASK, Thing("in force", ENTERED, set()), Thing("checked", CHECKING, set()), missing()),
    "card_ask_repeal": page(ASK, Thing("in force", ENTERED, set()), Thing("checked", CHECKING, set()), missing()),
    "card_act_file": public(Thing("without an act", ENTERED, set()), missing()),
    "card_file": public(missing()),
    "follow": Page(
        ASK, False, [Thing("in force", followed(ENTERED), ANYBODY), Thing("draft", followed(DRAFT), set()), missing()]
    ),
    "follow_feed": public(
        Thing("in force", followed(ENTERED), ANYBODY), Thing("checked", followed(CHECKING), set()), missing()
    ),
    "follow_days": public(
        Thing("in force", followed(ENTERED), ANYBODY), Thing("checked", followed(CHECKING), set()), missing()
    ),
    "follow_begin": Page(
        ASK, False, [Thing("letter", begun, ANYBODY), Thing("nonsense", lambda w: ("nonsense",), set())]
    ),
    "follow_leave": Page(
        ASK, False, [Thing("letter", left, ANYBODY), Thing("nonsense", lambda w: ("nonsense",), set())]
    ),
    "application_summary": public(),
    "yards": public(),
    "outside_copy": public(missing()),
    **{f"matter_{verb}": page(ASK, missing()) for verb in ("drop", "suspend", "resume", "close")},
    "card_repeal": page(ASK, Thing("in force", ENTERED, set()), Thing("checked", CHECKING, set()), missing()),
}


def furnish(world: World) -> None:
    """Three problems of the citizen: in force, being checked, a draft."""
    kind, citizen, keeper = CardKind.objects.in_force().get(code="problem"), world.people["citizen"], make_keeper()
    for title in (PROBLEM["title"], SECRET, "Черновик карточки"):
        card = actions.create(kind, by=citizen, title=title)
        if title != "Черновик карточки":
            answer(citizen, card.case, "submit", **{**PROBLEM, "title": title})
        if title == PROBLEM["title"]:
            answer(keeper, card.case, "check", outcome="accept")
