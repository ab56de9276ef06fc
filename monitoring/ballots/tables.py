"""What the answers of a wave say together, with nobody to be singled out (programme 8.6, «Расчёт»). Pure: answers in, tables out.

Fewer answers than `shown_from`: their number only. Fewer than `cell` who chose an answer: it is merged with the next rarest ones. In a
breakdown a group with fewer answers than `shown_from` is merged with the next smallest, and an answer that is too rare in any group is
merged in all of them: what is not shown cannot be found by subtracting.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from monitoring.ballots.asking import UNSURE, UNSURE_WORDS, options_of
from monitoring.ballots.weighing import Stratum, effective, interval, mean, median, weights

MERGED, MERGED_WORDS = "+", "Редкие ответы вместе"
OTHERS = "Остальные вместе"
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Limits:
    """The numbers of the regulation; weights in hundredths."""

    shown_from: int
    smallest_cell: int
    weight_min: int
    weight_max: int

    @classmethod
    def of(cls, regulation: Any) -> "Limits":
        """Read from a `programme.Regulation`."""
        rules = regulation.value("survey")
        return cls(**{name: int(rules[name]) for name in ("shown_from", "smallest_cell", "weight_min", "weight_max")})


@dataclass(frozen=True)
class Given:
    """One form as the arithmetic sees it. `codes`: to which code an analyst has put an answer in one's own words."""

    district: str
    age: str
    sex: str
    answers: Mapping[str, Any]
    codes: Mapping[str, str]


@dataclass(frozen=True)
class Axis:
    """A breakdown: by what, in words, and the words of its groups."""

    name: str
    title: str
    labels: Mapping[str, str]


def tables(
    form: Sequence[dict[str, Any]], given: Sequence[Given], axes: Sequence[Axis], population: Mapping[Stratum, int], limits: Limits
) -> dict[str, Any]:  # fmt: skip
    """Everything that is published of a wave, as data without fractions: shares in tenths of a percent, means in hundredths."""
    is_shown = len(given) >= limits.shown_from
    weight = weights(
        [(row.district, row.age) for row in given], population, limits.weight_min / 100, limits.weight_max / 100
    )
    return {
        "n": len(given),
        "n_effective": round(effective(weight)),
        "is_shown": is_shown,
        "is_weighted": bool(population),
        "shown_from": limits.shown_from,
        "questions": [_question(asked, given, weight, axes, limits) for asked in form] if is_shown else [],
    }


def _question(
    asked: dict[str, Any], given: Sequence[Given], weight: Sequence[float], axes: Sequence[Axis], limits: Limits
) -> dict[str, Any]:  # fmt: skip
    chosen = [_chosen(asked, row) for row in given]
    table: dict[str, Any] = {
        "code": asked["code"], "kind": asked["kind"], "text": asked["text"], "rows": [], "groups": [], "number": None,
    }  # fmt: skip
    if asked["kind"] in ("scale", "number"):
        table["number"] = _number(asked, given, weight, limits)
    if asked["kind"] == "number":
        return table
    labels = _labels(asked, chosen)
    merged = _rare(chosen, list(labels), limits.smallest_cell)
    if not any(len(merged & codes) < len(codes) for codes in chosen):
        return table  # whatever was answered would stand in one line
    table["rows"] = _rows(chosen, weight, labels, merged)
    table["groups"] = [
        breakdown for axis in axes if (breakdown := _breakdown(axis, given, chosen, weight, labels, limits))
    ]
    return table


def _chosen(asked: dict[str, Any], row: Given) -> frozenset[str]:
    """The codes of what was answered."""
    value = row.answers.get(asked["code"])
    if asked["kind"] == "text":
        value = row.codes.get(asked["code"]) if value else None
    if value is None:
        return frozenset([UNSURE])
    return frozenset(map(str, value if isinstance(value, list) else [value]))


def _labels(asked: dict[str, Any], chosen: Sequence[frozenset[str]]) -> dict[str, str]:
    if asked["kind"] == "text":
        codes = sorted({code for codes in chosen for code in codes} - {UNSURE})
        return {**{code: code for code in codes}, UNSURE: "Не ответили"}
    return {**dict(options_of(asked)), UNSURE: UNSURE_WORDS}


def _number(
    asked: dict[str, Any], given: Sequence[Given], weight: Sequence[float], limits: Limits
) -> dict[str, Any] | None:  # fmt: skip
    """The mean with its interval, and the middle answer; none if too few have answered."""
    pairs = [
        (float(value), w)
        for row, w in zip(given, weight, strict=True)
        if (value := row.answers.get(asked["code"])) is not None
    ]
    if len(pairs) < limits.shown_from:
        return None
    values, own = [value for value, _ in pairs], [w for _, w in pairs]
    middle, around = mean(values, own)
    return {
        "n": len(pairs), "mean": round(middle * 100), "low": round((middle - around) * 100), "high": round((middle + around) * 100),
        "median": round(median(values) * 100),
    }  # fmt: skip


def _rare(chosen: Sequence[frozenset[str]], codes: list[str], least: int) -> set[str]:
    """The codes that are shown together: those that too few have chosen, and as many of the next rarest as it takes."""
    counts = {code: sum(code in row for row in chosen) for code in codes}
    rare = {code for code, number in counts.items() if 0 < number < least}
    rest = sorted((code for code in codes if code not in rare and counts[code]), key=lambda code: counts[code])
    while rare and rest and (len(rare) < 2 or sum(not rare.isdisjoint(row) for row in chosen) < least):
        rare.add(rest.pop(0))
    return rare


def _rows(
    chosen: Sequence[frozenset[str]], weight: Sequence[float], labels: Mapping[str, str], merged: set[str]
) -> Rows:  # fmt: skip
    """An answer a row: how many have chosen it, its weighted share and the interval."""
    total, number = sum(weight), effective(weight)
    shown = [(code, words, {code}) for code, words in labels.items() if code not in merged]
    if merged:
        shown.append(
            (MERGED, f"{MERGED_WORDS}: " + ", ".join(labels[code] for code in labels if code in merged), merged)
        )
    rows = []
    for code, words, codes in shown:
        hits = [w for row, w in zip(chosen, weight, strict=True) if not codes.isdisjoint(row)]
        share, low, high = interval(sum(hits) / total if total else 0.0, number)
        rows.append({"code": code, "label": words, "n": len(hits), "share": share, "low": low, "high": high})
    return rows


def _breakdown(
    axis: Axis, given: Sequence[Given], chosen: Sequence[frozenset[str]], weight: Sequence[float], labels: Mapping[str, str], limits: Limits
) -> dict[str, Any] | None:  # fmt: skip
    """The answers by groups, all of them with the same rows; none if fewer than two groups may be shown."""
    members: dict[str, list[int]] = {}
    for place, row in enumerate(given):
        members.setdefault(axis.labels.get(getattr(row, axis.name), ""), []).append(place)
    groups = _merged_groups(members, limits.shown_from)
    if len(groups) < 2:
        return None
    merged: set[str] = set()
    for places in groups.values():
        own = [chosen[place] for place in places]
        merged |= {code for code in labels if sum(code in row for row in own) < limits.smallest_cell}
    if not _suffices(groups, chosen, labels, merged, limits.smallest_cell):
        return None
    return {
        "axis": axis.name, "title": axis.title,
        "rows": [
            {"label": label, "n": len(places),
             "rows": _rows([chosen[p] for p in places], [weight[p] for p in places], labels, merged)}
            for label, places in groups.items()
        ],
    }  # fmt: skip


def _suffices(
    groups: Mapping[str, list[int]], chosen: Sequence[frozenset[str]], labels: Mapping[str, str], merged: set[str], least: int
) -> bool:  # fmt: skip
    """Widen the merged answers until each group has enough of them (or none); False if nothing is left to tell groups apart by."""
    while merged:
        fewest = min(sum(not merged.isdisjoint(chosen[p]) for p in places) for places in groups.values())
        if len(merged) > 1 and fewest >= least:
            break
        rest = [code for code in labels if code not in merged]
        if not rest:
            return False
        merged.add(min(rest, key=lambda code: sum(code in row for row in chosen)))
    return len(merged) < len(labels)


def _merged_groups(members: Mapping[str, list[int]], least: int) -> dict[str, list[int]]:
    """Groups of enough answers, in the order of their words; the small ones together, with the next smallest if they are few."""
    ordered = sorted(members.items(), key=lambda item: len(item[1]))
    small = [item for item in ordered if len(item[1]) < least or not item[0]]
    large = [item for item in ordered if item not in small]
    while small and large and sum(len(places) for _, places in small) < least:
        small.append(large.pop(0))
    groups = dict(sorted(large))
    if small:
        groups[OTHERS] = sorted(place for _, places in small for place in places)
    return groups if all(len(places) >= least for places in groups.values()) else {}
