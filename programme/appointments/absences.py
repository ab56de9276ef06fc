"""Steps that nobody can do: whose they are, who stands in, and telling the office of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from casework.models import Waiting
from casework.notify import notify
from casework.roles import ADMIN
from programme.appointments.models import Role
from programme.people.models import Person


@dataclass(frozen=True)
class OpenStep:
    """An open step somebody leaves behind; `taker` is the key of the office that finds somebody else, "" if nobody holds it."""

    waiting: Waiting
    taker: str

    @property
    def words(self) -> str:
        """The step and who takes it, in one line."""
        whose = title_of(self.taker) if self.taker else "взять некому"
        return f"{to_outsiders(self.waiting)} — {whose}"


def to_outsiders(waiting: Waiting) -> str:
    """A step for those who answer for people, not for the matter: the words of a case may be closed to them."""
    return f"{waiting.title}, дело № {waiting.process_id}"


def title_of(key: str) -> str:
    """The words for the office of a key."""
    role = key.removeprefix("role:").partition(":")[0]
    return dict(Role.choices).get(role, "член органа" if key.startswith("person:") else key)


class Holding:
    """Whether anybody holds a key now; asked once a key. `without`: people who are about to leave."""

    def __init__(self, without: Iterable[int] = ()) -> None:
        self.without, self.known = list(without), {}  # type: ignore[var-annotated]

    def __call__(self, key: str) -> bool:
        if key not in self.known:
            self.known[key] = bool(key) and Person.objects.holding(key).exclude(pk__in=self.without).exists()
        return bool(self.known[key])


def left_by(person: Person, keys: Iterable[str] | None = None) -> list[OpenStep]:
    """The open steps nobody could do once the person holds these keys no more (all of theirs if none are given)."""
    mine = person.capacity_keys() if keys is None else list(keys)
    holding = Holding([person.pk])
    orphaned = [key for key in mine if not holding(key)]
    rows = Waiting.objects.open().filed().filter(addressee__in=orphaned).order_by("due_at", "pk")
    return [OpenStep(row, row.office if row.office != row.addressee and holding(row.office) else "") for row in rows]


def without_anybody() -> list[Waiting]:
    """Open steps whose addressee is nobody now; a draft nobody writes any more is not missed by the city."""
    holding = Holding()
    keys = (
        Waiting.objects.open().filed().exclude(addressee="").order_by().values_list("addressee", flat=True).distinct()
    )
    empty = [key for key in keys if not key.startswith("invited:") and not holding(key)]
    return list(Waiting.objects.open().filed().filter(addressee__in=empty).order_by("pk")) if empty else []


def tell_offices() -> int:
    """Tell the office of every step that nobody can do any more, once for each who has left it; gives how many steps there are."""
    holding, steps = Holding(), without_anybody()
    for waiting in steps:
        office = waiting.office if waiting.office != waiting.addressee and holding(waiting.office) else ADMIN
        what = "Назначьте человека на роль" if office == ADMIN else "Замените исполнителя"
        url = "/roles/" if office == ADMIN else "/executors/"
        case = f"Дело № {waiting.process_id}" if office == ADMIN else waiting.case_title
        text = f"{case}. Того, кого ждёт шаг, больше нет. {what}."
        notify(
            office,
            f"absent:{waiting.pk}:{waiting.addressee}",
            f"Шаг остался без исполнителя: {waiting.title}",
            text,
            url,
        )
    return len(steps)


def unmanned_roles() -> list[str]:
    """Open steps addressed to a role that nobody holds."""
    return [f"{row.pk}: {row.addressee}" for row in without_anybody() if row.addressee.startswith("role:")]


def unmanned_people() -> list[str]:
    """Open steps of people who cannot act, where nobody holds the office that would replace them either."""
    holding = Holding()
    rows: list[Any] = [row for row in without_anybody() if not row.addressee.startswith("role:")]
    return [f"{row.pk}: {row.addressee}, {row.office or '—'}" for row in rows if not holding(row.office)]
