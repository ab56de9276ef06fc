"""The ranking sheet: every nomination with its arithmetic, its ties in words and its fingerprint."""

from typing import Any

from casework import formats
from documents.evidence import facts
from expertise.scoring.facts import light_facts
from quality_mark.contests.nominations import Nomination
from quality_mark.ranking import firmness, inputs, levels, standings


def nomination_table(nomination: Nomination) -> dict[str, Any]:
    """One nomination as the sheet shows it."""
    ranking = standings.of(nomination)
    entries = {entry.pk: entry for entry in ranking.entries}
    holders = {row.pk: row.entrant_name for row in nomination.entries.select_related("organization", "person")}
    spans = firmness.spans_of(ranking.entries, standings.totals_of(nomination))
    rows = []
    for place in ranking.places:
        entry, heaviest = entries[place.pk], inputs.heaviest(entries[place.pk])
        rows.append(
            {
                "position": place.position,
                "span": spans[place.pk].words,
                "changed_by": list(spans[place.pk].changed_by),
                "number": entry.number,
                "title": entry.title,
                "holder": holders[place.pk],
                "score": formats.score(entry.score),
                "heaviest": formats.score(heaviest.mean) if heaviest else "—",
                "visit": entry.visit_words or "не было",
                "votes": entry.votes,
                "level": place.level_title,
                "is_mark": place.level == levels.MARK,
                "words": place.words,
                "needs_qualified": place.needs_qualified,
            }
        )
    first = next((inputs.heaviest(entry) for entry in ranking.entries if entry.means), None)
    return {
        "code": nomination.code,
        "title": nomination.title,
        "quota": ranking.rules.quota,
        "heaviest": f"{first.title} (вес {formats.plain(first.weight)})" if first else "",
        "rows": rows,
        "words": list(ranking.words),
        "ties": [tie.words for tie in ranking.ties],
        "held": ranking.held,
        "fingerprint": ranking.fingerprint,
    }


def score_facts(nomination: Nomination) -> list[dict[str, Any]]:
    """From the sheets to the score, of every entry of the nomination that the experts have scored."""
    return [
        light_facts(entry.expertise, entry.number)
        for entry in standings.admitted(nomination)
        if entry.expertise and entry.expertise.tally and entry.score is not None
    ]


def ranking_facts(nomination: Nomination) -> dict[str, Any]:
    """The ranking of a nomination as data: what its fingerprint covers, and by whose numbers."""
    counted = standings.of(nomination).facts
    rules = {"regulation": nomination.contest.regulation.fingerprint, **counted["inputs"]["rules"]}
    inputs = {"entries": counted["inputs"]["entries"]}
    name = "ranking" if nomination.contest.rule.single_entry == "regulation" else "ranking_of_kind"
    return facts.count(name, nomination.title, rules=rules, inputs=inputs, outputs=counted["outputs"])
