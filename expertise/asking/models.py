"""A question of an expert, what the applicant has answered, and how long scoring stood still for it (регламент 3.2, EQ-01…EQ-08)."""

from datetime import datetime
from pathlib import Path
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, transition

from casework.cases import Case
from casework.guard import changes_with_status, frozen, guard_status, written_once
from casework.workdays import Term
from documents import files
from expertise.asking.sql import ASKED_IN_TIME
from expertise.expertises.models import Expertise
from expertise.frozen import insert_only, never_deleted
from expertise.panels.models import ExpertAssignment
from expertise.roles import COORDINATOR
from programme.access import Visitor, keys_of
from programme.models import Person


class QuestionQuerySet(models.QuerySet["ExpertQuestion"]):
    """How questions are found."""

    def visible_to(self, person: Visitor) -> Self:
        """All to the coordinator, to an expert their own; what was passed on to the applicant and to whoever reads the materials."""
        keys = keys_of(person)
        if COORDINATOR in keys:
            return self.all()
        if not keys:
            return self.none()
        theirs = [int(key.partition(":")[2]) for key in keys if key.startswith("member:")]
        reading = ExpertAssignment.objects.filter(expert__person=person.pk, status__in=ExpertAssignment.READING)
        concerned = (
            Q(expertise__applicant__in=theirs)
            | Q(expertise__applicant_person=person.pk)
            | Q(expertise__in=reading.values("expertise"))
        )
        return self.filter(Q(assignment__in=reading) | concerned & Q(passed_at__isnull=False))

    def awaited(self) -> Self:
        """Those for whose answer scoring stands still."""
        return self.filter(status__in=[ExpertQuestion.Status.PASSED, ExpertQuestion.Status.COVERING])


@guard_status
class ExpertQuestion(models.Model):
    """What one expert wants to know before they fill in their sheet. The applicant reads `passed_text`, never who has asked."""

    class Status(models.TextChoices):
        ASKED = "asked", "У координатора"
        PASSED = "passed", "Задан заявителю"
        DECLINED = "declined", "Не передан"
        COVERING = "covering", "Ответ обезличивается"
        ANSWERED = "answered", "Есть ответ"
        UNANSWERED = "unanswered", "Ответа не было"
        DROPPED = "dropped", "Больше не нужен"

    expertise = models.ForeignKey(Expertise, models.PROTECT, related_name="questions", verbose_name="экспертиза")
    assignment = models.ForeignKey(
        ExpertAssignment, models.PROTECT, related_name="questions", verbose_name="кто спросил"
    )
    text = models.TextField("слова эксперта")
    status = FSMField("состояние", default=Status.ASKED, choices=Status.choices, protected=True)
    asked_at = models.DateTimeField("задан")
    passed_text = models.TextField("что прочёл заявитель", blank=True)
    passed_at = models.DateTimeField("передан", null=True)
    passed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем передан"
    )
    reason = models.TextField("почему не передан", blank=True)
    answer = models.TextField("ответ заявителя", blank=True)
    answered_at = models.DateTimeField("отвечено", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто ответил"
    )
    shown_answer = models.TextField("что прочли эксперты", blank=True)
    shown_at = models.DateTimeField("показано экспертам", null=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "вопрос эксперта"
        verbose_name_plural = "вопросы экспертов"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(passed_text="", passed_at=None) | ~Q(passed_text="") & Q(passed_at__isnull=False),
                name="a_passed_question_has_its_words",
            ),
            models.CheckConstraint(
                condition=Q(status="declined") & ~Q(reason="") | ~Q(status="declined") & Q(reason=""),
                name="a_declined_question_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False, passed_at__isnull=False),
                name="an_answer_follows_a_passed_question",
            ),
            models.CheckConstraint(
                condition=Q(status="answered", shown_at__isnull=False) & ~Q(shown_answer="") & ~Q(answer="")
                | ~Q(status="answered") & Q(shown_at=None, shown_answer=""),
                name="experts_read_an_answer_once_it_is_ready",
            ),
        ]
        triggers = [
            *never_deleted("question"),
            pgtrigger.ReadOnly(name="question_keeps_its_words", fields=["expertise", "assignment", "text", "asked_at"]),
            changes_with_status(
                "question_is_changed_by_its_moves",
                ["passed_text", "passed_at", "passed_by", "reason", "answer", "answered_at", "answered_by", "shown_answer", "shown_at"],
            ),
            pgtrigger.Trigger(
                name="question_before_the_sheet", when=pgtrigger.Before, operation=pgtrigger.Insert, func=ASKED_IN_TIME
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Вопрос эксперта № {self.pk}: {self.expertise.number}"

    def get_absolute_url(self) -> str:
        return f"{reverse('expertise_page', args=[self.expertise_id])}#questions"

    @transition(status, source=Status.ASKED, target=Status.PASSED, custom={"rule": "EQ-02"})
    def pass_on(self, text: str, who: Person, at: datetime) -> None:
        """The coordinator has passed it on, perhaps without what would have told who asks."""
        self.passed_text, self.passed_by, self.passed_at = text, who, at

    @transition(status, source=Status.ASKED, target=Status.DECLINED, custom={"rule": "EQ-03"})
    def decline(self, because: str) -> None:
        """The applicant never hears of it."""
        self.reason = because

    @transition(status, source=Status.PASSED, target=Status.ANSWERED, custom={"rule": "EQ-04"})
    def answer_openly(self, text: str, who: Person, at: datetime) -> None:
        """The experts read what the applicant has written."""
        self._answer(text, who, at)
        self.shown_answer, self.shown_at = text, at

    @transition(status, source=Status.PASSED, target=Status.COVERING, custom={"rule": "EQ-05"})
    def answer_blindly(self, text: str, who: Person, at: datetime) -> None:
        """The experts must not know the applicant: the office goes through the answer first."""
        self._answer(text, who, at)

    def _answer(self, text: str, who: Person, at: datetime) -> None:
        self.answer, self.answered_by, self.answered_at = text, who, at

    @transition(status, source=Status.COVERING, target=Status.ANSWERED, custom={"rule": "EQ-06"})
    def show(self, text: str, at: datetime) -> None:
        """Names are covered: the experts read this, the applicant's own words stay beside."""
        self.shown_answer, self.shown_at = text, at

    @transition(status, source=Status.PASSED, target=Status.UNANSWERED, custom={"rule": "EQ-07"})
    def stay_silent(self) -> None:
        """The term of the answer has passed."""

    @transition(
        status, source=[Status.ASKED, Status.PASSED, Status.COVERING], target=Status.DROPPED, custom={"rule": "EQ-08"}
    )
    def drop(self) -> None:
        """Scoring is over, or the expertise has been stopped: nobody needs the answer any more."""


class QuestionFile(models.Model):
    """A file of an answer: as the applicant has sent it, or as the experts of a blind case get it."""

    question = models.ForeignKey(ExpertQuestion, models.PROTECT, related_name="files", verbose_name="вопрос")
    number = models.PositiveSmallIntegerField("номер")
    for_experts = models.BooleanField("читают эксперты")
    name = models.CharField("имя файла", max_length=200)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "файл ответа"
        verbose_name_plural = "файлы ответов"
        ordering = ["question_id", "number", "-for_experts"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number", "for_experts"], name="file_of_an_answer_has_its_number"
            ),
        ]
        triggers = [*insert_only("question_file")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("question_file", args=[self.pk])

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return files.path_of(self.sha256)

    @property
    def kept_for(self) -> Expertise:
        """Whose bytes they are."""
        return self.question.expertise

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"{self.name}, ответ на вопрос экспертов, экспертиза {self.question.expertise.number}"


class ScoringPause(models.Model):
    """A time in which the experts' terms stand still, since the applicant has been asked."""

    expertise = models.ForeignKey(Expertise, models.PROTECT, related_name="pauses", verbose_name="экспертиза")
    began_at = models.DateTimeField("началась")
    until = models.DateField("не дольше чем по этот день")
    ended_at = models.DateTimeField("кончилась", null=True)

    class Meta:
        verbose_name = "остановка оценивания"
        verbose_name_plural = "остановки оценивания"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["expertise"], condition=Q(ended_at=None), name="one_pause_at_a_time"),
        ]
        triggers = [
            *never_deleted("pause"),
            pgtrigger.ReadOnly(name="pause_keeps_its_beginning", fields=["expertise", "began_at"]),
            written_once("pause_ends_once", ["ended_at"]),
            frozen("pause_that_is_over_is_no_longer_moved", ["until"], when=pgtrigger.Q(old__ended_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"Остановка оценивания: {self.expertise.number}"


class QuestionCase(Case):
    """The case in which a question is passed on and answered: beside that of the expertise."""

    subject_field = "question"
    about = "expertise.applicant_id"

    question = models.OneToOneField(ExpertQuestion, models.PROTECT, related_name="case", verbose_name="вопрос")

    class Meta:
        verbose_name = "дело о вопросе эксперта"
        verbose_name_plural = "дела о вопросах экспертов"

    @property
    def case_title(self) -> str:
        """As it stands in the inboxes of the coordinator and of the applicant: nothing in it tells who has asked."""
        return f"Вопрос экспертов: экспертиза {self.question.expertise.number}"

    def term(self, name: str) -> Term:
        """The length of a named deadline in the regulation the expertise has pinned."""
        return self.question.expertise.regulation.term(name)
