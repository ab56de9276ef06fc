"""«А даётся, если дано Б»: which contributions hold, what is missing, and circles that close themselves. Pure: no database.

A contribution *holds* when it is accepted and everything it depends on holds. The rule is read as the greatest solution: contributions
that wait only for each other, all of them accepted, hold together, because at the signing all come into force at one moment.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Node:
    """What conditions need to know of a contribution."""

    key: int
    title: str
    is_accepted: bool
    standing: str  # in words, for what is missing: «отклонён»
    due: date | None = None


@dataclass(frozen=True)
class Condition:
    """One «если»: another contribution, or an act of the city told in words; by which day at the latest."""

    contribution: int
    depends_on: int | None
    act: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Judged:
    """A condition with what is wrong with it (Russian); an act of the city is carried into the agreement as it is."""

    condition: Condition
    complaint: str

    @property
    def is_met(self) -> bool:
        """Nothing is wrong with it."""
        return not self.complaint


@dataclass(frozen=True)
class Circle:
    """Contributions each of which is given if the next is."""

    members: tuple[int, ...]
    missing: tuple[str, ...]  # why it is not closed (Russian)

    @property
    def is_closed(self) -> bool:
        """Do all of them come into force together?"""
        return not self.missing


@dataclass(frozen=True)
class Graph:
    """The whole picture of the conditions."""

    judged: tuple[Judged, ...]
    circles: tuple[Circle, ...]
    holding: frozenset[int]

    def complaints_about(self, contribution: int) -> list[str]:
        """Why a contribution does not hold, though it may be accepted."""
        return [
            judged.complaint
            for judged in self.judged
            if judged.condition.contribution == contribution and judged.complaint
        ]


def judge(nodes: Iterable[Node], conditions: Iterable[Condition]) -> Graph:
    """Look at all conditions together."""
    known = {node.key: node for node in nodes}
    links = [condition for condition in conditions if condition.contribution in known]
    own = {link: _own_complaint(link, known) for link in links}
    holding = _holding(known, links, own)
    judged = tuple(Judged(link, own[link] or _inherited(link, known, holding)) for link in links)
    return Graph(judged, tuple(_circles(known, judged)), frozenset(holding))


def _own_complaint(link: Condition, known: Mapping[int, Node]) -> str:
    """What is wrong with the condition by itself."""
    if link.depends_on is None:
        return ""
    other = known.get(link.depends_on)
    if other is None:
        return "вклад, от которого он зависит, не найден"
    if not other.is_accepted:
        return f"{other.title} — {other.standing}"
    if link.until and other.due and other.due > link.until:
        return f"{other.title}: срок {other.due:%d.%m.%Y} позже условленного {link.until:%d.%m.%Y}"
    return ""


def _holding(known: Mapping[int, Node], links: Sequence[Condition], own: Mapping[Condition, str]) -> set[int]:
    """Begin with everything accepted, take away what is not supported, until nothing changes."""
    holding = {key for key, node in known.items() if node.is_accepted}
    while True:
        fallen = {
            link.contribution
            for link in links
            if link.contribution in holding
            and (own[link] or (link.depends_on is not None and link.depends_on not in holding))
        }
        if not fallen:
            return holding
        holding -= fallen


def _inherited(link: Condition, known: Mapping[int, Node], holding: set[int]) -> str:
    """The other contribution is accepted, but does not hold itself."""
    if link.depends_on is None or link.depends_on in holding:
        return ""
    return f"{known[link.depends_on].title} сам зависит от того, чего ещё нет"


def _circles(known: Mapping[int, Node], judged: Sequence[Judged]) -> Iterable[Circle]:
    """Strongly connected groups of more than one contribution, each beginning with its smallest key."""
    ahead: dict[int, list[int]] = {key: [] for key in known}
    for row in judged:
        other = row.condition.depends_on
        if other is not None and other in known:
            ahead[row.condition.contribution].append(other)
    for group in _groups(ahead):
        if len(group) < 2:
            continue
        inside = set(group)
        missing = [f"{known[key].title} — {known[key].standing}" for key in group if not known[key].is_accepted]
        missing += [
            row.complaint
            for row in judged
            if row.condition.contribution in inside and row.complaint and _is_news(row, known, inside)
        ]
        yield Circle(tuple(_in_order(group, ahead)), tuple(dict.fromkeys(missing)))


def _is_news(judged: Judged, known: Mapping[int, Node], inside: set[int]) -> bool:
    """Is the complaint about something else than a member that is not accepted (those are listed already)?"""
    other = judged.condition.depends_on
    if other not in inside:
        return True
    return known[other].is_accepted and "сам зависит" not in judged.complaint


def _in_order(group: Sequence[int], ahead: Mapping[int, list[int]]) -> list[int]:
    """As the arrows run, from the smallest key: A → B → C; what the walk does not reach follows."""
    inside, walk = set(group), [min(group)]
    while True:
        step = next((key for key in sorted(ahead[walk[-1]]) if key in inside and key not in walk), None)
        if step is None:
            return walk + sorted(inside - set(walk))
        walk.append(step)


def _groups(ahead: Mapping[int, list[int]]) -> list[list[int]]:
    """Strongly connected components: those who reach each other. The graphs are of a dozen parties, so reaching is enough."""
    reach = {key: _reach(key, ahead) for key in ahead}
    groups: list[list[int]] = []
    seen: set[int] = set()
    for key in sorted(ahead):
        if key in seen:
            continue
        group = sorted({other for other in reach[key] if key in reach[other]} | {key})
        seen.update(group)
        groups.append(group)
    return groups


def _reach(start: int, ahead: Mapping[int, list[int]]) -> set[int]:
    reached: set[int] = set()
    waiting = list(ahead[start])
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting += ahead[key]
    return reached
