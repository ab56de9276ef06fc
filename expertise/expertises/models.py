"""The expertise itself (регламент 3.2.1) and its status."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django_fsm import FSMField, transition

from casework import workdays
from casework.guard import guard_status
from documents.models import Document
from expertise.expertises.finding import ExpertiseQuerySet
from expertise.expertises.kinds import Assessed, Kind, is_full, is_light
from expertise.expertises.law import CONSTRAINTS, TRIGGERS
from expertise.scoring.sheets import Outcome as Outcomes
from programme.lists.fields import ListedField
from programme.models import CriteriaSet, Organization, Regulation

if TYPE_CHECKING:
    from expertise.meetings.models import ExpertMeeting
    from expertise.panels.models import ExpertAssignment


@guard_status
class Expertise(Assessed):
    """A professional and public expertise of one frozen version of something, or a light one of a contest entry."""

    Kind = Kind

    class Status(models.TextChoices):
        """Stages of регламент 3.2.1."""

        REQUESTED = "requested", "Запрошена"
        REGISTERED = "registered", "Зарегистрирована"
        REFUSED = "refused", "Отказано в проведении"
        FORMING_GROUP = "forming_group", "Формирование группы"
        COI_CHECK = "coi_check", "Проверка интересов"
        EVALUATING = "evaluating", "Оценивание"
        DEVIATION = "deviation", "Анализ расхождений"
        ADDITIONAL_REVIEW = "additional_review", "Дополнительный эксперт"
        CONSOLIDATING = "consolidating", "Экспертное совещание"
        DRAFT_CONCLUSION = "draft_conclusion", "Проект заключения"
        OBJECTIONS = "objections", "Возражения заявителя"
        APPROVAL = "approval", "Утверждение"
        CONCLUDED = "concluded", "Заключение утверждено"
        PUBLISHED = "published", "Опубликовано"
        APPEALED = "appealed", "Обжалуется"
        ANNULLED = "annulled", "Аннулирована"
        CANCELLED = "cancelled", "Прекращена"

    class Outcome(models.TextChoices):
        RECOMMEND = Outcomes.RECOMMEND.value, "рекомендовать"
        REWORK = Outcomes.REWORK.value, "доработать"
        REJECT = Outcomes.REJECT.value, "не рекомендовать"

    SHOWN = [Status.PUBLISHED, Status.APPEALED, Status.ANNULLED]
    OVER = [Status.REFUSED, Status.CANCELLED, Status.CONCLUDED, *SHOWN]  # a full one is published by the same act
    UNDER_WAY = [  # everything before approval: what EX-22 may stop
        Status.REQUESTED, Status.REGISTERED, Status.FORMING_GROUP, Status.COI_CHECK, Status.EVALUATING, Status.DEVIATION,
        Status.ADDITIONAL_REVIEW, Status.CONSOLIDATING, Status.DRAFT_CONCLUSION, Status.OBJECTIONS,
    ]  # fmt: skip
    SCORED = [  # all sheets known so far are final: the coordinator may see them
        Status.DEVIATION, Status.ADDITIONAL_REVIEW, Status.CONSOLIDATING, Status.DRAFT_CONCLUSION, Status.OBJECTIONS, Status.APPROVAL,
        Status.CONCLUDED, *SHOWN,
    ]  # fmt: skip

    object_title = models.CharField("объект экспертизы", max_length=300)
    object_url = models.CharField("страница объекта", max_length=200)
    applicant = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+", verbose_name="заявитель")
    applicant_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="заявитель — человек"
    )
    materials = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="материалы")
    version_hash = models.CharField("хеш версии", max_length=64)
    requested_sum = models.DecimalField("запрос к городу, руб.", max_digits=14, decimal_places=2)
    get_area_display: Callable[[], str]
    area = ListedField("область", max_length=10, listed="areas", since="requested_at")
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name="готовили заявку")
    parties = models.ManyToManyField(
        Organization, related_name="+", verbose_name="стороны переговоров или соперники по номинации"
    )
    rivals = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name="люди-соперники")
    experts_min = models.PositiveSmallIntegerField("экспертов не меньше", null=True)  # None: as the regulation says
    is_repeat = models.BooleanField("повторная", default=False)
    repeats = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="repetition", verbose_name="вместо отменённой"
    )
    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="+", verbose_name="регламент")
    professional_criteria = models.ForeignKey(
        CriteriaSet, models.PROTECT, related_name="+", verbose_name="критерии профессионального трека"
    )
    public_criteria = models.ForeignKey(
        CriteriaSet, models.PROTECT, null=True, related_name="+", verbose_name="критерии общественного трека"
    )
    threshold = models.DecimalField("порог", max_digits=5, decimal_places=2, null=True)
    discussed = models.ForeignKey(
        "consultations.Topic", models.PROTECT, null=True, related_name="+", verbose_name="уже обсуждалось"
    )
    status = FSMField("состояние", default=Status.REQUESTED, choices=Status.choices, protected=True)
    requested_at = models.DateTimeField("запрошена")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем запрошена"
    )
    limit_at = models.DateTimeField("предельный срок")
    refusal = models.TextField("почему отказано или прекращено", blank=True)
    meeting_on = models.DateField("день экспертного совещания", null=True)
    meeting_place = models.CharField("где и как пройдёт совещание", max_length=300, blank=True)
    leading = models.ForeignKey(
        "expertise.ExpertAssignment", models.PROTECT, null=True, related_name="+", verbose_name="ведущий эксперт"
    )
    conclusion = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name="заключение")
    corrects = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name="какое заключение исправляется"
    )
    score = models.DecimalField("итоговый балл", max_digits=5, decimal_places=2, null=True)
    outcome = models.CharField("вывод", max_length=10, choices=Outcome.choices, blank=True)
    concluded_at = models.DateTimeField("утверждено", null=True)
    published_at = models.DateTimeField("опубликовано", null=True)

    objects = ExpertiseQuerySet.as_manager()

    class Meta:
        verbose_name = "экспертиза"
        verbose_name_plural = "экспертизы"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["status", "limit_at"], name="expertise_limit")]
        constraints = CONSTRAINTS
        triggers = TRIGGERS

    def __str__(self) -> str:
        return f"{self.number}: {self.object_title}"

    def get_absolute_url(self) -> str:
        return reverse("expertise_page", args=[self.pk])

    @property
    def number(self) -> str:
        """The number inside this room; the conclusion's own number ПОЭ-… comes from the register of documents."""
        return f"Э-{workdays.local_date(self.requested_at).year}-{self.pk:05d}"

    @property
    def is_over(self) -> bool:
        """Is nothing more to be expected of it?"""
        return self.status in self.OVER

    @property
    def is_public(self) -> bool:
        """Has its conclusion been published?"""
        return self.status in self.SHOWN

    @property
    def can_be_cancelled(self) -> bool:
        """May it still be stopped (EX-22: any stage before approval)?"""
        return self.status in self.UNDER_WAY

    @property
    def meeting(self) -> "ExpertMeeting":
        """The last meeting of the experts: there is another when a sheet was left out after the first."""
        return self.meetings.latest("pk")

    def required(self, track: str) -> int:
        """How many experts of a track the group needs: 3 professional ones when the city is asked for more than 3 млн (3.2 «Состав»).

        A contest entry has three professional ones and nobody else, the renewal of a Mark two (3.3 «Баллы», 8.7).
        """
        if self.is_light:
            return self.experts_min or int(self.number_of("experts_min")) if track == "professional" else 0
        group = self.regulation.value("expertise.group")
        if track == "professional" and self.requested_sum > group["large_sum"]:
            return int(group["professional_large"])
        return int(group[track])

    def criteria_of(self, track: str) -> CriteriaSet:
        """The pinned set of criteria of a track; a light one has one set."""
        if track == "professional" or self.public_criteria is None:
            return self.professional_criteria
        return self.public_criteria

    @transition(status, source=Status.REQUESTED, target=Status.REGISTERED, custom={"rule": "EX-02"})
    def register(self) -> None:
        """The coordinator has registered the request."""

    @transition(status, source=Status.REGISTERED, target=Status.FORMING_GROUP, custom={"rule": "EX-03"})
    def hold(self) -> None:
        """It will be held."""

    @transition(status, source=Status.REGISTERED, target=Status.REFUSED, custom={"rule": "EX-04"})
    def refuse(self, reason: str) -> None:
        """It will not be held, for a reason."""
        self.refusal = reason

    @transition(status, source=Status.FORMING_GROUP, target=Status.COI_CHECK, custom={"rule": "EX-05"})
    def propose_group(self) -> None:
        """Experts have been asked to take part."""

    @transition(status, source=Status.COI_CHECK, target=Status.EVALUATING, custom={"rule": "EX-06"})
    def confirm_group(self) -> None:
        """Enough experts have accepted, and none has a conflict."""

    @transition(status, source=Status.COI_CHECK, target=Status.FORMING_GROUP, custom={"rule": "EX-07"})
    def reopen_group(self) -> None:
        """Refusals and recusals have left too few."""

    @transition(status, source=Status.EVALUATING, target=Status.FORMING_GROUP, custom={"rule": "EX-08"})
    def reopen_challenged(self) -> None:
        """An expert of the group has been challenged, and rightly."""

    @transition(status, source=Status.EVALUATING, target=Status.DEVIATION, custom={"rule": "EX-09"})
    def close_scoring(self) -> None:
        """All sheets are final."""

    @transition(
        status,
        source=[Status.DEVIATION, Status.CONSOLIDATING, Status.DRAFT_CONCLUSION, Status.OBJECTIONS, Status.APPROVAL],
        target=Status.EVALUATING,
        custom={"rule": "EX-25"},
    )
    def resume_scoring(self) -> None:
        """A sheet no longer counts (EA-12): what was reckoned with it is reckoned anew."""

    @transition(status, source=Status.DEVIATION, target=Status.ADDITIONAL_REVIEW, custom={"rule": "EX-10"})
    def ask_additional(self) -> None:
        """The totals lie too far apart: one more expert is asked."""

    @transition(status, source=Status.ADDITIONAL_REVIEW, target=Status.DEVIATION, custom={"rule": "EX-11"})
    def receive_additional(self) -> None:
        """The additional expert's sheet is final."""

    @transition(
        status, source=Status.DEVIATION, target=Status.CONCLUDED, conditions=[is_light], custom={"rule": "CA-10"}
    )
    def tally_up(self, score: Decimal, at: datetime) -> None:
        """Every sheet of a contest entry is final, and the totals lie close enough, or one more expert has scored."""
        self.score, self.concluded_at = score, at

    @transition(
        status, source=Status.DEVIATION, target=Status.CONSOLIDATING, conditions=[is_full], custom={"rule": "EX-12"}
    )
    def convene(self, on: date, place: str) -> None:
        """The experts are called to a meeting."""
        self.meeting_on, self.meeting_place = on, place

    @transition(status, source=Status.CONSOLIDATING, target=Status.DRAFT_CONCLUSION, custom={"rule": "EX-13"})
    def consolidate(self, leading: "ExpertAssignment") -> None:
        """The meeting has been held, a draft may be written."""
        self.leading = leading

    @transition(status, source=Status.DRAFT_CONCLUSION, target=Status.OBJECTIONS, custom={"rule": "EX-14"})
    def send_draft(self) -> None:
        """The draft goes to the applicant."""

    @transition(status, source=Status.OBJECTIONS, target=Status.APPROVAL, custom={"rule": "EX-15"})
    def settle_objections(self) -> None:
        """Objections, consent or silence."""

    @transition(status, source=Status.APPROVAL, target=Status.DRAFT_CONCLUSION, custom={"rule": "EX-16"})
    def return_draft(self) -> None:
        """The answers are not complete."""

    @transition(status, source=Status.APPROVAL, target=Status.CONCLUDED, custom={"rule": "EX-17"})
    def conclude(self, score: Decimal, outcome: str, at: datetime) -> None:
        """Both signatures are there."""
        self.score, self.outcome, self.concluded_at = score, outcome, at

    @transition(status, source=Status.CONCLUDED, target=Status.PUBLISHED, custom={"rule": "EX-18"})
    def publish(self, at: datetime) -> None:
        """The conclusion is open to everybody."""
        self.published_at = at

    @transition(status, source=Status.PUBLISHED, target=Status.APPEALED, custom={"rule": "EX-19"})
    def contest(self) -> None:
        """An appeal has been admitted."""

    @transition(status, source=Status.APPEALED, target=Status.PUBLISHED, custom={"rule": "EX-20"})
    def let_stand(self) -> None:
        """The appeal is over, and nothing changes."""

    @transition(status, source=Status.APPEALED, target=Status.ANNULLED, custom={"rule": "EX-21"})
    def annul(self) -> None:
        """The conclusion is void: others assess anew."""

    @transition(status, source=Status.APPEALED, target=Status.APPROVAL, custom={"rule": "EX-24"})
    def reopen_approval(self) -> None:
        """The conclusion is corrected without scoring anew: what it said stays in the paper and in the journal."""
        self.score, self.outcome, self.concluded_at, self.published_at = None, "", None, None

    @transition(status, source=UNDER_WAY, target=Status.CANCELLED, custom={"rule": "EX-22"})
    def cancel(self, reason: str) -> None:
        """The object has been withdrawn or changed."""
        self.refusal = reason

    @transition(status, source=[*UNDER_WAY, Status.APPROVAL], target=Status.CANCELLED, custom={"rule": "EX-23"})
    def exceed_limit(self, reason: str) -> None:
        """120 calendar days have passed."""
        self.refusal = reason
