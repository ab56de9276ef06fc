"""Two kinds of expertise: the full one of регламент 3.2, and the light one, which ends in a score, not a conclusion (3.3).

A light one is ordered for a contest entry, or for the renewal of a Mark: the same course, other numbers of the regulation.
"""

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models

from expertise.scoring.assessment import tally_of
from expertise.scoring.sheets import Sheet
from expertise.scoring.tally import Tally

if TYPE_CHECKING:
    from programme.models import Organization, Person


class Kind(models.TextChoices):
    """3.2 «Объекты»: «заявка на Знак (облегчённая)»."""

    FULL = "full", "полная"
    LIGHT = "light", "облегчённая"


class Purpose(models.TextChoices):
    """What a light expertise is ordered for."""

    ENTRY = "entry", "заявка на конкурс"
    RENEWAL = "renewal", "продление Знака качества"


class Blind(models.TextChoices):
    """Until when the applicant is hidden from the experts of a case; empty: they know from the beginning."""

    SHEET = "sheet", "когда принят лист эксперта"
    SHEETS = "sheets", "когда приняты все листы"
    OVER = "over", "когда оценка закончена"
    ALWAYS = "always", "никогда"


NUMBERS = {Purpose.ENTRY: "contest", Purpose.RENEWAL: "mark.renewal"}  # where the regulation keeps what leads it
TERMS = {Purpose.RENEWAL: {"contest.experts": "mark.renewal_experts", "contest.scoring": "mark.renewal_score"}}


def is_light(expertise: Any) -> bool:
    """A condition of the light course."""
    return bool(expertise.is_light)


def is_full(expertise: Any) -> bool:
    """A condition of the full course."""
    return not expertise.is_light


class Assessed(models.Model):
    """What an expertise tells the story that asked for a light one. All of it is empty until the assessment is over."""

    kind = models.CharField("вид", max_length=5, choices=Kind.choices, default=Kind.FULL)
    purpose = models.CharField("для чего облегчённая", max_length=7, choices=Purpose.choices, default=Purpose.ENTRY)
    series = models.CharField("ряд: внутри него действует запрет взаимного оценивания", max_length=50, blank=True)

    blind_until = models.CharField("когда эксперты узнают заявителя", max_length=6, choices=Blind.choices, blank=True)
    true_title = models.CharField("название, скрытое от экспертов", max_length=300, blank=True)

    class Meta:
        abstract = True

    if TYPE_CHECKING:
        applicant: Organization | None
        applicant_id: int | None
        applicant_person: Person | None
        applicant_person_id: int | None

    @property
    def applicant_key(self) -> str:
        """Who answers for the applicant."""
        return f"person:{self.applicant_person_id}" if self.applicant_id is None else f"signer:{self.applicant_id}"

    @property
    def applicant_member_key(self) -> str:
        """Who reads what the applicant may read."""
        return f"person:{self.applicant_person_id}" if self.applicant_id is None else f"member:{self.applicant_id}"

    @property
    def applicant_name(self) -> str:
        """The organisation in full, or the person."""
        if self.applicant is not None:
            return str(self.applicant.full_name)
        return self.applicant_person.get_full_name() if self.applicant_person else ""

    @property
    def full_title(self) -> str:
        """The title for whoever may know the applicant: a blind case is called otherwise for its experts (`object_title`)."""
        return self.true_title or self.object_title  # type: ignore[attr-defined,no-any-return]

    def hides_applicant(self, status: str) -> bool:
        """Does an expert whose assignment is in this status not know yet whose application it is?"""
        if self.blind_until == Blind.SHEET:
            return status != "final"
        if self.blind_until == Blind.SHEETS:  # whoever is asked after the others' sheets knows as little as they knew
            return not self.is_over and (status != "final" or self.status not in self.SCORED)  # type: ignore[attr-defined,no-any-return]
        return self.blind_until == Blind.ALWAYS or (self.blind_until == Blind.OVER and not self.is_over)  # type: ignore[attr-defined,no-any-return]

    @property
    def lifts(self) -> str:
        """When the experts of a blind case learn whose application it is (Russian)."""
        if self.blind_until == Blind.ALWAYS:
            return "не откроется и после оценки"
        return f"откроется, {self.get_blind_until_display()}"  # type: ignore[attr-defined]

    @property
    def is_light(self) -> bool:
        """One set of criteria, professional experts only, no meeting, no conclusion."""
        return self.kind == Kind.LIGHT

    @property
    def is_renewal(self) -> bool:
        """Is a Mark to be renewed by it?"""
        return self.purpose == Purpose.RENEWAL

    def number_of(self, name: str) -> Any:
        """A number of the pinned regulation that leads a light one: `experts_min`, `range_max`, `blocking_zeroes`."""
        return self.regulation.value(f"{NUMBERS[Purpose(self.purpose)]}.{name}")  # type: ignore[attr-defined]

    def term_named(self, name: str) -> str:
        """Under which name the regulation keeps the length of a term of the course."""
        return TERMS.get(Purpose(self.purpose), {}).get(name, name)

    @cached_property
    def tally(self) -> Tally | None:
        """The reckoning of a light expertise that is over."""
        return tally_of(self) if self.is_light and self.status == "concluded" else None  # type: ignore[attr-defined, arg-type]

    @property
    def stops(self) -> list[str]:
        """Titles of stop criteria that got 0 from so many experts that the entry may be disqualified."""
        return list(self.tally.stops) if self.tally else []

    @property
    def below(self) -> list[str]:
        """Criteria whose mean has not reached the least of the set, in words: without it there is no award, whatever the score."""
        return [row.words for row in self.tally.below] if self.tally else []

    def criterion_means(self) -> dict[int, Decimal]:
        """Criterion pk → the mean of the sheets that count, not rounded."""
        return dict(self.tally.means) if self.tally else {}

    def counted_sheets(self) -> list[Sheet]:
        """The sheets behind the score, by pseudonym, in the order of pseudonyms."""
        return list(self.tally.counted) if self.tally else []

    def dropped_sheet(self) -> Sheet | None:
        """The sheet furthest from the median, if one was left out."""
        return self.tally.dropped if self.tally else None

    def arithmetic(self) -> list[str]:
        """The reckoning in lines a person can check with a pencil (Russian)."""
        return list(self.tally.steps) if self.tally else []
