"""An entry of a contest: its object, its status (регламент 3.3.2)."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django_fsm import FSMField, transition

from casework.guard import changes_with_status, frozen, guard_status, written_once
from expertise.models import Expertise
from quality_mark.contests.models import Contest
from quality_mark.contests.nominations import Nomination

if TYPE_CHECKING:
    from quality_mark.entries.versions import EntryVersion
from quality_mark.entries.entrants import Entered, one_entrant
from quality_mark.entries.levels import Level
from quality_mark.entries.querysets import AWARDED, EntryQuerySet
from quality_mark.kinds.words import RUNG_OF_STATUS, title_at


def returned_never(entry: Any) -> bool:
    """An entry is sent back for mending once (CA-04)."""
    return entry.returns < 1


WORDS = ["nomination", "kind", "title", "summary", "description", "result", "stability", "feedback", "city", "partners"]
WORDS += ["safety", "links", "works_since", "address", "answers"]


@guard_status
class ContestApplication(Entered):
    """An object entered in one nomination by one organisation, person or team."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Черновик"
        SUBMITTED = "submitted", "Подана"
        REGISTERED = "registered", "Зарегистрирована"
        CHECKING = "checking", "Проверяется"
        RETURNED = "returned", "На исправлении"
        ADMITTED = "admitted", "Допущена"
        NOT_ADMITTED = "not_admitted", "Не допущена"
        SCORING = "scoring", "Оценивается"
        SITE_VISIT = "site_visit", "Проверка на месте"
        SCORED = "scored", "Оценена"
        SHORTLISTED = "shortlisted", "Рекомендована жюри"
        NOT_SHORTLISTED = "not_shortlisted", "Не рекомендована"
        LAUREATE = "laureate", "Лауреат (Знак)"
        DIPLOMA_1 = "diploma_1", "Диплом I степени"
        DIPLOMA_2 = "diploma_2", "Диплом II степени"
        PARTICIPANT = "participant", "Участник"
        WITHDRAWN = "withdrawn", "Отозвана"
        DISQUALIFIED = "disqualified", "Дисквалифицирована"

    class Kind(models.TextChoices):
        PRODUCT = "product", "товар"
        SERVICE = "service", "услуга"
        PRACTICE = "practice", "практика"
        SPACE = "space", "пространство"
        EVENT = "event", "событие"
        TECHNOLOGY = "technology", "технология"

    class Finding(models.TextChoices):
        ADMIT = "admit", "допустить"
        REFUSE = "refuse", "не допустить"

    S = Status
    BEFORE_JURY = [
        S.DRAFT, S.SUBMITTED, S.REGISTERED, S.CHECKING, S.RETURNED, S.ADMITTED, S.SCORING, S.SITE_VISIT, S.SCORED,
    ]  # fmt: skip
    TONES: ClassVar = {
        **dict.fromkeys([S.DIPLOMA_1, S.DIPLOMA_2, S.SHORTLISTED], "ok"),
        **dict.fromkeys([S.NOT_ADMITTED, S.DISQUALIFIED], "bad"),
        S.LAUREATE: "gold",
        S.RETURNED: "warn",
    }

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="entries", verbose_name="конкурс")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="entries", verbose_name="номинация")
    status = FSMField("состояние", default=Status.DRAFT, choices=Status.choices, protected=True)
    number = models.CharField("регистрационный номер", max_length=40, blank=True)
    kind = models.CharField("вид объекта", max_length=12, choices=Kind.choices, blank=True)
    title = models.CharField("объект", max_length=200)
    summary = models.TextField("кратко об объекте", blank=True)
    description = models.TextField("как это устроено", blank=True)
    result = models.TextField("результат для получателя", blank=True)
    stability = models.TextField("стабильность", blank=True)
    feedback = models.TextField("отзывы", blank=True)
    city = models.TextField("вклад в образ города", blank=True)
    partners = models.TextField("партнёры", blank=True)
    safety = models.TextField("доступность и безопасность", blank=True)
    links = models.TextField("ссылки на материалы", blank=True)
    works_since = models.DateField("работает в Красноярске с", null=True)
    address = models.CharField("где можно посмотреть объект", max_length=300, blank=True)
    answers = models.JSONField("прочие ответы", default=dict)  # places of the kind that have no column
    returns = models.PositiveSmallIntegerField("возвратов", default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто составил"
    )
    created_at = models.DateTimeField("создана", auto_now_add=True)
    received_on = models.DateField("получена на бумаге", null=True)
    submitted_at = models.DateTimeField("подана", null=True)
    registered_at = models.DateTimeField("зарегистрирована", null=True)
    finding = models.CharField("предложено секретарём", max_length=6, choices=Finding.choices, blank=True)
    finding_ground = models.CharField("основание недопуска", max_length=20, blank=True)
    finding_text = models.TextField("пояснение", blank=True)
    expertise = models.ForeignKey(Expertise, models.PROTECT, null=True, related_name="+", verbose_name="экспертиза")
    score = models.DecimalField("балл", max_digits=5, decimal_places=2, null=True)
    place = models.PositiveSmallIntegerField("место", null=True)
    level = models.CharField("рекомендация жюри", max_length=12, choices=Level.choices, blank=True)
    disqualified_for = models.TextField("за что дисквалифицирована", blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "конкурсная заявка"
        verbose_name_plural = "конкурсные заявки"
        ordering = ["nomination__code", "pk"]
        indexes = [models.Index(fields=["contest", "status"], name="entries_by_status")]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="entry_number_once"),
            models.UniqueConstraint(
                "contest", "organization", Lower("title"), condition=~Q(status__in=["draft", "withdrawn"]), name="one_object_one_nomination"
            ),
            models.UniqueConstraint(
                "contest", "person", Lower("title"), condition=~Q(status__in=["draft", "withdrawn"]), name="one_object_of_a_person"
            ),
            one_entrant(),
            models.CheckConstraint(condition=Q(returns__lte=1), name="entry_returned_at_most_once"),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=Decimal(0), score__lte=Decimal(100)), name="entry_score_in_range"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["scored", "shortlisted", "not_shortlisted", *AWARDED]) | Q(score__isnull=False),
                name="scored_entry_has_a_score",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["laureate", "diploma_1", "diploma_2"]) | Q(status="laureate", level="mark") | Q(status=F("level")),
                name="award_is_what_the_jury_recommended",
            ),
            models.CheckConstraint(
                condition=~Q(status="disqualified") | ~Q(disqualified_for=""), name="disqualified_with_a_reason"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="entry_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="entry_belongs_where_it_began",
                fields=["contest", "organization", "person", "team", "created_by", "created_at", "received_on"],
            ),
            frozen("submitted_entry_keeps_its_words", WORDS, ~pgtrigger.Q(old__status__in=["draft", "returned"])),
            written_once("entry_is_dated_and_scored_once", ["submitted_at", "registered_at", "score"]),
            changes_with_status("jury_and_committee_place_an_entry", ["level", "place", "disqualified_for"]),
            frozen("entry_keeps_its_number", ["number"], ~pgtrigger.Q(old__number="")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("entry", args=[self.pk])

    @property
    def is_sealed(self) -> bool:
        """Is it still closed to everybody but its entrant?"""
        return self.contest.is_sealed

    @property
    def version(self) -> "EntryVersion | None":
        """The last frozen version."""
        return self.versions.order_by("-number").first()

    @property
    def stops(self) -> list[str]:
        """Titles of the stop criteria the experts have answered with zero."""
        return list(self.expertise.stops) if self.expertise and self.expertise.is_over else []

    @property
    def below(self) -> list[str]:
        """Criteria under the least mean of their set, in words."""
        return self.expertise.below if self.expertise else []

    def get_status_display(self) -> str:  # type: ignore[no-redef]
        """The status in words: an award of a kind other than the Mark is called as its kind calls it."""
        rung = RUNG_OF_STATUS.get(self.status)
        if rung is None or self.contest.rule.gives_mark:
            return str(self.Status(self.status).label)
        return title_at(self.contest.rule, rung)

    def get_level_display(self) -> str:  # type: ignore[no-redef]
        """What the jury recommends, in the words of the kind."""
        return title_at(self.contest.rule, self.level) if self.level else ""

    @transition(status, source=S.DRAFT, target=S.SUBMITTED, custom={"rule": "CA-01"})
    def submit(self) -> None:
        """The window is open."""

    @transition(status, source=S.SUBMITTED, target=S.REGISTERED, custom={"rule": "CA-02"})
    def register(self) -> None:
        """The application gets its number in the register."""

    @transition(status, source=S.REGISTERED, target=S.CHECKING, custom={"rule": "CA-03"})
    def begin_check(self) -> None:
        """The window has closed."""

    @transition(status, source=S.CHECKING, target=S.RETURNED, conditions=[returned_never], custom={"rule": "CA-04"})
    def send_back(self) -> None:
        """The entry is returned for mending, once."""
        self.returns += 1

    @transition(status, source=S.RETURNED, target=S.CHECKING, custom={"rule": "CA-05"})
    def fix(self) -> None:
        """The mended application is submitted again."""

    @transition(status, source=[S.CHECKING, S.RETURNED], target=S.NOT_ADMITTED, custom={"rule": "CA-06, CA-07"})
    def not_admit(self) -> None:
        """The defects were not mended in time, or there is a stop ground and the jury's chair has approved."""

    @transition(status, source=S.CHECKING, target=S.ADMITTED, custom={"rule": "CA-07"})
    def admit(self) -> None:
        """Approved by the jury's chair."""

    @transition(status, source=S.ADMITTED, target=S.SCORING, custom={"rule": "CA-08"})
    def send_to_experts(self) -> None:
        """Experts are asked for an assessment."""

    @transition(status, source=S.SCORING, target=S.SITE_VISIT, custom={"rule": "CA-09"})
    def appoint_visit(self) -> None:
        """A high preliminary score or the lot."""

    @transition(status, source=[S.SCORING, S.SITE_VISIT], target=S.SCORED, custom={"rule": "CA-10"})
    def complete_score(self) -> None:
        """The sheets are final and there is an act of the visit."""

    @transition(status, source=S.SCORED, target=S.SITE_VISIT, custom={"rule": "CT-13"})
    def recheck(self) -> None:
        """The jury doubts a fact."""

    @transition(status, source=S.SCORED, target=S.SHORTLISTED, custom={"rule": "CA-11"})
    def shortlist(self) -> None:
        """The jury recommends it for a level."""

    @transition(status, source=S.SCORED, target=S.NOT_SHORTLISTED, custom={"rule": "CA-11"})
    def not_shortlist(self) -> None:
        """The jury does not recommend it."""

    @transition(status, source=[S.SHORTLISTED, S.NOT_SHORTLISTED], target=S.SCORED, custom={"rule": "CT-15"})
    def return_to_jury(self) -> None:
        """The committee has sent the results back."""
        self.level, self.place = "", None

    @transition(status, source=S.NOT_ADMITTED, target=S.CHECKING, custom={"rule": "CA-16"})
    def check_again(self) -> None:
        """By an appeal: the refusal is set aside, nobody has found anything yet."""
        self.finding, self.finding_ground, self.finding_text = "", "", ""

    @transition(status, source=[S.NOT_SHORTLISTED, S.PARTICIPANT], target=S.SCORED, custom={"rule": "CA-16"})
    def set_result_aside(self) -> None:
        """By an appeal: the jury judges it once more."""
        self.level, self.place = "", None

    @transition(status, source=[S.DISQUALIFIED, S.DIPLOMA_1, S.DIPLOMA_2], target=S.SCORED, custom={"rule": "CA-17"})
    def set_award_aside(self) -> None:
        """By an appeal of its own entrant: the jury judges it once more."""
        self.level, self.place, self.disqualified_for = "", None, ""

    @transition(status, source=S.SHORTLISTED, target=S.LAUREATE, custom={"rule": "CA-12"})
    def become_laureate(self) -> None:
        """The committee's decision is in force."""

    @transition(status, source=S.SHORTLISTED, target=S.DIPLOMA_1, custom={"rule": "CA-12"})
    def receive_diploma_1(self) -> None:
        """The committee's decision is in force."""

    @transition(status, source=S.SHORTLISTED, target=S.DIPLOMA_2, custom={"rule": "CA-12"})
    def receive_diploma_2(self) -> None:
        """The committee's decision is in force."""

    @transition(status, source=S.NOT_SHORTLISTED, target=S.PARTICIPANT, custom={"rule": "CA-13"})
    def take_part(self) -> None:
        """The jury did not recommend it for an award."""

    @transition(status, source=BEFORE_JURY, target=S.WITHDRAWN, custom={"rule": "CA-14"})
    def withdraw(self) -> None:
        """Any time before the jury's decision."""

    @transition(
        status,
        source=[S.ADMITTED, S.SCORING, S.SITE_VISIT, S.SCORED, S.SHORTLISTED],
        target=S.DISQUALIFIED,
        custom={"rule": "CA-15"},
    )
    def disqualify(self, why: str) -> None:
        """A stop criterion or untrue facts, by the jury."""
        self.disqualified_for = why
