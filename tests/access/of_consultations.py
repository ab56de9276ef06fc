"""Who may do what at the addresses of discussions: a window, a topic of the forum, messages that are shown and that nobody has checked."""

from typing import Any

from consultations.messages import actions as messages
from consultations.models import Message, MessagePhoto, Topic
from consultations.topics import actions as topics
from journal.record import key
from tests.access.table import ANYBODY, ASK, KNOWN, READ, Page, Thing, missing, page, public
from tests.access.world import World
from tests.consultations.conftest import snapshot
from tests.story import LONG, answer, make_person

OWNER = {"clerk"}
SECRET = "Непроверенное-сообщение"


def window(world: World) -> tuple[int]:
    return (Topic.objects.get(title="Вход в библиотеку").pk,)


def forum(world: World) -> tuple[int]:
    return (Topic.objects.get(kind="forum").pk,)


def shown(world: World) -> tuple[int]:
    return (Message.objects.get(status="shown").pk,)


def unchecked(world: World) -> tuple[int]:
    return (Message.objects.get(status="submitted").pk,)


def on_proposal(kind: str) -> Any:
    return lambda world: (kind, key(world.checking))


def of_topic(may: set[str]) -> Page:
    return page(ASK, Thing("window", window, may, ANYBODY), missing())


def own() -> Page:
    """What the author alone does."""
    return page(ASK, Thing("unchecked", unchecked, {"citizen"}), missing())


TABLE: dict[str, Page] = {
    "consultations": public(),
    "consultation": public(Thing("window", window, ANYBODY), Thing("forum", forum, ANYBODY), missing()),
    "consultation_forum": page(ASK, Thing("form", lambda w: (), set(), KNOWN)),
    "city_opinions": public(),
    "city_opinions_open": page(ASK, Thing("form", lambda w: (), set(), KNOWN)),
    "openness": public(),
    "consultations_feed": public(),
    "consultations_windows": public(),
    "consultation_feed": public(Thing("window", window, ANYBODY), missing()),
    "consultation_subscribe": page(ASK, Thing("window", window, KNOWN), missing()),
    "consultation_unsubscribe": page(ASK, Thing("window", window, KNOWN), missing()),
    "message_photo": public(
        Thing("unchecked", lambda w: (MessagePhoto.objects.get().pk,), {"citizen", "auditor"}), missing()
    ),
    "consultation_announce": page(
        ASK,
        Thing("window", on_proposal("window"), {"platform_secretary"}),
        Thing("reviews", on_proposal("review"), set()),
        Thing("draft", lambda w: ("window", key(w.draft)), set()),
        Thing("nonsense", lambda w: ("window", "nothing:1"), set()),
    ),
    "consultation_write": page(ASK, Thing("window", window, KNOWN), Thing("forum", forum, KNOWN), missing()),
    "consultation_extend": of_topic(OWNER),
    "consultation_cancel": of_topic(OWNER),
    "consultation_end": page(ASK, Thing("forum", forum, set(), ANYBODY), missing()),
    "own_messages": page(READ, Thing("own", lambda w: (), KNOWN)),
    "message_hide": page(ASK, Thing("shown", shown, set(), ANYBODY), Thing("unchecked", unchecked, set()), missing()),
    "message_pass": page(
        ASK, Thing("shown", shown, {"clerk"}, ANYBODY), Thing("unchecked", unchecked, set()), missing()
    ),
    "message_withdraw": own(),
    "message_complain": own(),
}


def furnish(world: World) -> None:
    """A window and a topic of the forum; the citizen has written twice, one message is shown."""
    moderator = make_person("content_moderator", last_name="Модераторова")
    citizen = world.people["citizen"]
    facts = {"about": LONG, "answerer": "role:clerk", "by": world.people["clerk"], "is_begun": True}
    topic = topics.announce(kind="window", title="Вход в библиотеку", owner="role:clerk", object_key="city:1", **facts)
    topics.open_forum(by=moderator, title="Дворы", about=LONG, answerer="role:clerk")
    message = messages.write(topic, by=citizen, kind="proposal", text="Поставьте у входа пандус.")
    answer(moderator, message.case, "moderate_message", outcome="show")
    photos = [messages.Photo(snapshot(), f"{SECRET}-снимок")]
    messages.write(topic, by=citizen, kind="question", text=f"{SECRET}: когда ремонт?", photos=photos)
