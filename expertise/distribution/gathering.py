"""The world as the computation sees it: seats to fill, who may sit there, how well they would suit. Read once, frozen with the result."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from casework import workdays
from expertise.blinding.facts import shown_materials
from expertise.distribution.likeness import likeness, percents, text_of, weighed, words_of
from expertise.distribution.models import Distribution, Wish
from expertise.distribution.quality import Pair, Weights
from expertise.expertises.models import Expertise
from expertise.panels import selection
from expertise.panels.models import ExpertAssignment
from expertise.register.models import Expert
from programme.lists import catalogue


@dataclass
class Row:
    """The seats of a track in a case."""

    expertise: Expertise
    track: str
    wanted: int
    pairs: dict[int, Pair] = field(default_factory=dict)  # by the key of the expert
    barred: dict[int, str] = field(default_factory=dict)  # why not (Russian)


@dataclass
class Scene:
    """Rows, the experts by their keys, how many more cases each may take."""

    rows: list[Row]
    experts: dict[int, Expert]
    room: dict[int, int]


def waiting_cases() -> QuerySet[Expertise]:
    """Cases whose group has still to be formed; a blind one first gets the text its experts may read."""
    rows = Expertise.objects.filter(status=Expertise.Status.FORMING_GROUP).order_by("pk")
    return rows.exclude(~Q(blind_until="") & Q(blind_copies=None))


def weights_of(distribution: Distribution) -> Weights:
    """The points it was begun with."""
    return Weights(**distribution.weights)


def gather(cases: list[Expertise]) -> Scene:
    """Conflicts, load, areas, likeness of texts: of every case with every expert of the register."""
    rows: list[Row] = []
    experts: dict[int, Expert] = {}
    room: dict[int, int] = {}
    for expertise in cases:
        most = int(expertise.regulation.value("expertise.load_max"))
        candidates = selection.candidates(expertise)
        before, wishes = _assessed_before(expertise), wishes_of(expertise)
        for track, wanted in selection.missing(expertise).items():
            row = Row(expertise, track, wanted)
            for candidate in candidates:
                expert = candidate.expert
                if expert.track != track:
                    continue
                experts[expert.pk] = expert
                room[expert.pk] = max(0, most - candidate.load)
                wish = wishes.get(expert.pk, "")
                if candidate.can_be_asked and wish == Wish.Answer.CANNOT:
                    row.barred[expert.pk] = "сам ответил, что не может"
                elif candidate.can_be_asked:
                    row.pairs[expert.pk] = Pair(candidate.is_in_area, 0, candidate.load, expert.pk in before, wish)
                else:
                    row.barred[expert.pk] = why_barred(candidate)
            rows.append(row)
    _compare_texts(rows, experts)
    return Scene([row for row in rows if row.wanted], experts, room)


def wishes_of(expertise: Expertise) -> dict[int, str]:
    """The last answer of each expert who has answered about a case."""
    return dict(Wish.objects.filter(expertise=expertise).order_by("pk").values_list("expert", "answer"))


def open_to_wishes() -> QuerySet[Expertise]:
    """Cases that experts may be told of before they are asked: public objects only, no contest entries."""
    return waiting_cases().filter(kind=Expertise.Kind.FULL)


def why_barred(candidate: selection.Candidate) -> str:
    """The first thing that keeps an expert out (Russian)."""
    conflicts = [finding.text for finding in candidate.findings if finding.is_blocking]
    return f"конфликт интересов: {conflicts[0]}" if conflicts else candidate.bar


def _assessed_before(expertise: Expertise) -> set[int]:
    """Who has assessed something of the same applicant within the years in which ties count."""
    since = workdays.local_date().year - int(expertise.regulation.value("expertise.conflict_years"))
    rows = ExpertAssignment.objects.filter(
        expertise__applicant=expertise.applicant_id,
        expertise__applicant_person=expertise.applicant_person_id,
        submitted_at__year__gte=since,
    ).exclude(expertise=expertise)
    return set(rows.values_list("expert", flat=True))


def _compare_texts(rows: list[Row], experts: dict[int, Expert]) -> None:
    cases = list({row.expertise.pk: row.expertise for row in rows}.values())
    people = list(experts.values())
    vectors = weighed(
        words_of([*(text_of_case(case) for case in cases), *(text_of_expert(expert) for expert in people)])
    )
    of_cases = {case.pk: vector for case, vector in zip(cases, vectors, strict=False)}
    of_people = {expert.pk: vector for expert, vector in zip(people, vectors[len(cases) :], strict=True)}
    for row in rows:
        keys = list(row.pairs)
        shares = percents([likeness(of_cases[row.expertise.pk], of_people[pk]) for pk in keys])
        for pk, share in zip(keys, shares, strict=True):
            old = row.pairs[pk]
            row.pairs[pk] = Pair(old.is_in_area, share, old.held, old.is_again, old.wish)


def text_of_case(expertise: Expertise) -> str:
    """What is assessed, in words: the title, the area, the frozen materials."""
    return f"{expertise.object_title} {catalogue.label('areas', expertise.area)} {text_of(shown_materials(expertise))}"


def text_of_expert(expert: Expert) -> str:
    """What the expert has declared, and the titles of what they have assessed."""
    titles = ExpertAssignment.objects.filter(expert=expert).counted().values_list("expertise__object_title", flat=True)
    return f"{expert.field} {expert.position} {expert.areas_in_words} {' '.join(titles)}"
