"""A measure of the programme: what is to be done in which direction, how, when, by whom, with what result."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from casework.formats import plain
from execution.editions.models import ProgrammeEdition
from execution.measures.finding import MeasureQuerySet
from execution.measures.terms import Period
from execution.undertakings.models import Undertaking
from programme.classifiers import ProgramLevel
from programme.lists.fields import ListedField
from programme.models import ResponsibleBody


def _of_a_draft(name: str, edition: str) -> pgtrigger.Trigger:
    """Rows of the table change only while their edition is a draft; the link to an undertaking is made when it comes into force.

    `edition`: a query for the key of the edition of a row `r`.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("r", "RECORD"), ("state", "TEXT")],
        func=f"""
            IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'undertaking_id' = to_jsonb(OLD) - 'undertaking_id' THEN
                RETURN NEW;
            END IF;
            IF TG_OP = 'DELETE' THEN r := OLD; ELSE r := NEW; END IF;
            SELECT CASE WHEN is_held THEN 'held' ELSE status END INTO state FROM execution_programmeedition WHERE id = ({edition});
            IF state <> 'draft' THEN
                RAISE EXCEPTION 'the table of an edition that is no draft' USING ERRCODE = 'check_violation';
            END IF;
            RETURN r;
        """,  # noqa: S608 - written from our own words
    )


OF_MEASURE = "SELECT edition_id FROM execution_measure WHERE id = r.measure_id"
SETTLED = pgtrigger.Protect(
    name="undertaking_of_a_row_is_settled",
    operation=pgtrigger.Update,
    condition=pgtrigger.Q(old__undertaking_id__isnull=False)
    & pgtrigger.Q(old__undertaking_id__df=pgtrigger.F("new__undertaking_id")),
)


class Measure(models.Model):
    """A row of the table of an edition. Once the edition is in force an undertaking carries it out."""

    edition = models.ForeignKey(
        ProgrammeEdition, models.PROTECT, related_name="measures", verbose_name="редакция программы"
    )
    number = models.CharField("номер", max_length=10)
    order = models.PositiveSmallIntegerField("порядок")
    level = models.CharField("уровень", max_length=20, choices=ProgramLevel.choices)
    direction = models.CharField("направление деятельности", max_length=300)
    area = ListedField("отрасль", max_length=20, blank=True, listed="areas")
    clusters = ArrayField(
        ListedField(max_length=20, listed="clusters"), default=list, blank=True, verbose_name="кластеры"
    )
    title = models.CharField("мероприятие", max_length=500)
    terms_text = models.CharField("срок", max_length=200, blank=True)
    starts_on = models.DateField("начало", null=True)
    ends_on = models.DateField("конец", null=True)
    each_year_from = models.PositiveSmallIntegerField("ежегодно с года", null=True)
    period = models.CharField(
        "отчётность", max_length=10, choices=Undertaking.Period.choices, default=Undertaking.Period.ONCE
    )
    planned = models.DecimalField("план", max_digits=14, decimal_places=2, null=True)
    unit = models.CharField("единица", max_length=40, blank=True)
    note = models.CharField("примечание", max_length=300, blank=True)
    predecessor = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="successors", verbose_name="мера прежней редакции"
    )
    undertaking = models.OneToOneField(
        Undertaking, models.PROTECT, null=True, related_name="measure", verbose_name="исполнение"
    )

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "мера программы"
        verbose_name_plural = "меры программы"
        ordering = ["edition", "order"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="measure_number_once"),
            models.UniqueConstraint(fields=["edition", "order"], name="measure_order_once"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="measure_ends_after_it_begins",
            ),
        ]
        triggers = [_of_a_draft("measure_of_a_draft", "r.edition_id"), SETTLED]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("measure", args=[self.pk])

    @property
    def term(self) -> Period:
        """When it is carried out."""
        return Period(self.starts_on, self.ends_on, self.each_year_from)

    @property
    def plan_title(self) -> str:
        """The quantity with its unit."""
        return f"{plain(self.planned)} {self.unit}".strip() if self.planned is not None else ""


class MeasureItem(models.Model):
    """A numbered item of a measure; one with a quantity is carried out and reported on by itself."""

    class Column(models.TextChoices):
        MEASURE = "measure", "мероприятие"
        MECHANISM = "mechanism", "механизм"

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="items", verbose_name="мера")
    order = models.PositiveSmallIntegerField("порядок")
    mark = models.CharField("номер", max_length=20, blank=True)
    column = models.CharField("графа", max_length=10, choices=Column.choices, default=Column.MEASURE)
    text = models.CharField("пункт", max_length=500)
    quantity = models.DecimalField("количество", max_digits=14, decimal_places=2, null=True)
    unit = models.CharField("единица", max_length=40, blank=True)
    undertaking = models.OneToOneField(
        Undertaking, models.PROTECT, null=True, related_name="measure_item", verbose_name="исполнение"
    )

    class Meta:
        verbose_name = "пункт меры"
        verbose_name_plural = "пункты мер"
        ordering = ["measure", "order"]
        constraints = [models.UniqueConstraint(fields=["measure", "order"], name="measure_item_order_once")]
        triggers = [_of_a_draft("item_of_a_draft", OF_MEASURE), SETTLED]

    def __str__(self) -> str:
        return f"{self.mark} {self.text}".strip()

    @property
    def quantity_title(self) -> str:
        """The quantity with its unit: «7 районов»."""
        return f"{plain(self.quantity)} {self.unit}".strip() if self.quantity is not None else ""


class Responsibility(models.Model):
    """A body that answers for a measure; one of them leads."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="responsibilities", verbose_name="мера")
    body = models.ForeignKey(ResponsibleBody, models.PROTECT, related_name="responsibilities", verbose_name="орган")
    is_lead = models.BooleanField("ведущий", default=False)

    class Meta:
        verbose_name = "ответственность за меру"
        verbose_name_plural = "ответственность за меры"
        ordering = ["-is_lead", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "body"], name="body_answers_once"),
            models.UniqueConstraint(fields=["measure"], condition=Q(is_lead=True), name="one_body_leads"),
        ]
        triggers = [_of_a_draft("responsibility_of_a_draft", OF_MEASURE)]

    def __str__(self) -> str:
        return str(self.body)


class ExpectedResult(models.Model):
    """What a measure is to bring, with the indicator by which it is known."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="results", verbose_name="мера")
    order = models.PositiveSmallIntegerField("порядок")
    text = models.CharField("результат", max_length=500)
    indicator = models.CharField("показатель", max_length=200, blank=True)
    target = models.DecimalField("значение", max_digits=14, decimal_places=2, null=True)
    unit = models.CharField("единица", max_length=40, blank=True)
    by_year = models.PositiveSmallIntegerField("к какому году", null=True)

    class Meta:
        verbose_name = "ожидаемый результат"
        verbose_name_plural = "ожидаемые результаты"
        ordering = ["measure", "order"]
        constraints = [models.UniqueConstraint(fields=["measure", "order"], name="result_order_once")]
        triggers = [_of_a_draft("result_of_a_draft", OF_MEASURE)]

    def __str__(self) -> str:
        return self.text

    @property
    def target_title(self) -> str:
        """The indicator and its value: «принятых концепций — 3 шт. к 2027 году»."""
        value = "" if self.target is None else f"{plain(self.target)} {self.unit}".strip()
        year = f" к {self.by_year} году" if self.by_year else ""
        return f"{self.indicator}{' — ' if self.indicator and value else ''}{value}{year}".strip()


class MeasureLink(models.Model):
    """What a measure is carried out by: a proposal, an agreement, any page of the city that everybody may read."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="links", verbose_name="мера")
    title = models.CharField("что", max_length=400)
    url = models.CharField("адрес", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто привязал")
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "связь меры"
        verbose_name_plural = "связи мер"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["measure", "url"], name="linked_once")]

    def __str__(self) -> str:
        return self.title
