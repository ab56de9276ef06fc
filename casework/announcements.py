"""What the AppConfig of a room announces to the pages of the portal; read by `casework.rooms`. Nothing here knows a model."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.module_loading import import_string


@dataclass(frozen=True)
class MenuItem:
    """`main_menu`: a page everybody should find. `page` is the name of its address. `is_second`: it stands under «Ещё» on a wide screen."""

    label: str
    page: str
    is_second: bool = False


@dataclass(frozen=True)
class Desk:
    """`desks`: a page of the cabinet for those who hold any of these capacity keys. `icon` is a name of bootstrap-icons."""

    label: str
    page: str
    icon: str
    holders: Collection[str]


@dataclass(frozen=True)
class Front:
    """`fronts`: what one can do here, a card of the front page."""

    title: str
    text: str
    page: str
    icon: str


@dataclass(frozen=True)
class HeadAct:
    """`head_acts`: a resolution that a city may want to come into force only by an act of its Head. `code` is that of the resolution."""

    code: str
    title: str


@dataclass(frozen=True)
class Requirement:
    """`requirements`: what must be right before people are let in, a line of «Готовность города» and of `./run doctor`.

    `check_name` is a dotted name of a function without arguments, imported when asked: it gives whether all is well, and how it is
    (Russian). `remedy` says what to do otherwise, `page` names the address where it is done, if it is done on the site. `is_optional`:
    a city may do without; it is met anyway, and its page is offered all the same.
    """

    title: str
    check_name: str
    remedy: str
    page: str = ""
    is_optional: bool = False

    def look(self) -> tuple[bool, str]:
        """Is it right, and how is it."""
        answer: tuple[bool, str] = import_string(self.check_name)()
        return answer


@dataclass(frozen=True)
class Picture:
    """`pictures`: a procedure shown on «Как это работает», drawn from the flow that runs.

    `flow_name` is a dotted name (from the room's folder on, or whole), imported when drawn: flows are read after all models are.
    """

    slug: str
    title: str
    about: str
    icon: str
    flow_name: str

    @property
    def flow(self) -> Any:
        """The flow that leads such cases."""
        return import_string(self.flow_name)


@dataclass(frozen=True)
class MessageKind:
    """`message_kinds`: messages a person chooses a rhythm for together. What no room announces is legal service.

    `events`: patterns of the events (`*` stands for anything), each of one kind only. `usual`: at_once, daily, weekly or "" (off) for
    whoever has not chosen. `is_service`: delivered by law — always at once, in a letter of its own, and nobody can switch it off.
    `for_offices`: only those who hold a role are asked about it.
    """

    key: str
    title: str
    about: str
    events: tuple[str, ...] = ()
    usual: str = "at_once"
    is_service: bool = False
    for_offices: bool = False


@dataclass(frozen=True)
class MessageEvents:
    """`message_events`: events of a room that belong to a kind a lower room has announced."""

    kind: str
    events: tuple[str, ...]


@dataclass(frozen=True)
class Inviting:
    """`invites`: what this room invites people to. `purpose_name` is the dotted name of the `programme.invitations.purposes.Purpose`."""

    key: str
    purpose_name: str

    @property
    def purpose(self) -> Any:
        """What the invitation says, who may take it back, and what follows when it is accepted."""
        return import_string(self.purpose_name)


@dataclass(frozen=True)
class Searchable:
    """`searchables`: rows that the search of the whole site finds, each only for whoever `visible_to` of its queryset shows it.

    `words`: fields whose words are looked up (an index of the model is made of the same `casework.searching.vector`); the first of them
    also forgives slips of the pen. `number`: the field of its number. `organization`: the relation to the applicant or holder. `about`:
    the line under the name, a format string over `row`. `register`: the page with a search of its own (`?q=`) that goes on from here.
    `also`: a dotted function `(rows, text, person) -> Q` that finds more of these rows.
    """

    title: str
    model: str
    icon: str
    words: tuple[str, ...]
    number: str = ""
    organization: str = ""
    about: str = ""
    related: tuple[str, ...] = ()
    register: str = ""
    also: str = ""


@dataclass(frozen=True)
class Shelf:
    """`shelves`: what of a room stands on the public page of an organisation, of a cluster, a direction, a level, an area.

    `rows_name`: dotted function `(axis, code) -> queryset or None`: rows that everybody may read, the newest first; None where the room has
    nothing to show. `axis`: "organization" (its key is the code) or a name of `portal.faces.axes`. `name`, `about`: the title of a row and the
    line under it, format strings over `row`. `status_of`: the relation that holds the status, "-" where there is none. `register`: the page
    with all of them, and its filters by axis.
    """

    title: str
    rows_name: str
    name: str = "{row}"
    about: str = ""
    status_of: str = ""
    register: str = ""
    filters: tuple[tuple[str, str], ...] = ()

    def rows(self, axis: str, code: str) -> Any:
        """The rows, asked when they are read."""
        return import_string(self.rows_name)(axis, code)


@dataclass(frozen=True)
class Linkable:
    """`linkables` of an AppConfig: what a card of the library may be linked to, as far as `visible_to` of its queryset shows it.

    `title`: what it is, in words. `number`: the field by which people name it. `where`: which of the rows with the same number is meant.
    `edition_name`: dotted function `(row) -> (words of the edition, its text)` of what everybody reads of it now.
    """

    title: str
    model: str
    number: str
    related: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    edition_name: str = ""


@dataclass(frozen=True)
class Appealable:
    """`appealables` of an AppConfig: a kind of decision that can be appealed.

    `key` is kept by every appeal and never changes. `title`: what is appealed, accusative («отказ в допуске предложения»). `model`:
    «app.Model» of the subject. `rules_name`: dotted name of a `casework.appealing.Rules`, imported when asked. `stems_from`: rules of the regulation.
    """

    key: str
    title: str
    model: str
    rules_name: str
    stems_from: tuple[str, ...] = ()

    @cached_property
    def rules(self) -> Any:
        """What the room knows of such a decision: a `casework.appealing.Rules`."""
        return import_string(self.rules_name)


@dataclass(frozen=True)
class Discussable:
    """`discussables` of an AppConfig: objects a discussion or reviews may be opened on.

    `model`: «app.Model»; `rules_name`: dotted name of a `casework.discussing.Rules`, imported when asked.
    """

    model: str
    rules_name: str

    @cached_property
    def rules(self) -> Any:
        """What the room knows of such an object: a `casework.discussing.Rules`."""
        return import_string(self.rules_name)


@dataclass(frozen=True)
class CaseFile:
    """`case_files`: cases whose papers are taken home together, to be checked there (`documents/evidence/case_files.py`).

    `key`: the word of its address, never changed. `title`: what stands before its number («Заявка»). `model`: «app.Model» with a `number`,
    whose `visible_to` says who may know of the case. `list_name`: dotted function `(subject) -> list of queries for keys of papers`, the
    list its page shows. `holders_name`: dotted function `(document) -> queryset of the subjects` that list the paper.
    """

    key: str
    title: str
    model: str
    list_name: str
    holders_name: str


@dataclass(frozen=True)
class Recusal:
    """A line of the public register of recusals. `who` is empty unless the person is public by office or has consented (152-ФЗ ст. 10.1)."""

    at: datetime
    kind: str
    who: str
    ground: str
    matter: str
    url: str = ""


@dataclass(frozen=True)
class Recusals:
    """`recusals`: recusals and challenges of a room that everybody may know of.

    `rows_name`: a dotted function `(before, most) -> list[Recusal]`, newest first: at most so many that are older than the moment
    (None: from the newest on).
    """

    rows_name: str

    def rows(self, before: datetime | None, most: int) -> list[Recusal]:
        """Some of them, asked now."""
        rows: list[Recusal] = import_string(self.rows_name)(before, most)
        return rows
