"""The kinds of contributions and the terms on which they are given (регламент 3.1, table)."""

from django.db import models


class ContributionKind(models.TextChoices):
    """What may be given; how each is valued and counted is told in the regulation, table of 3.1."""

    MONEY = "money", "Деньги"
    PROPERTY = "property", "Имущество (передача)"
    PREMISES = "premises", "Помещение или площадка (пользование)"
    WORKS = "works", "Работы и услуги"
    LABOR = "labor", "Труд добровольцев"
    EXPERTISE = "expertise", "Экспертный, интеллектуальный вклад"
    INFO = "info", "Информационная поддержка"
    ADMIN = "admin", "Организационный (акт, согласование, координация)"


RATED = (ContributionKind.PREMISES, ContributionKind.LABOR)  # worth the rate times the quantity


class Terms(models.Model):
    """The terms of a contribution, as last proposed."""

    what = models.CharField("что передаётся", max_length=300)
    quantity = models.DecimalField("количество", max_digits=12, decimal_places=2, null=True)
    unit = models.CharField("единица", max_length=40, blank=True)
    rate = models.DecimalField("ставка за единицу, руб.", max_digits=12, decimal_places=2, null=True)
    value = models.DecimalField("оценка, руб.", max_digits=14, decimal_places=2, null=True)
    basis = models.TextField("основание оценки", blank=True)
    second_basis = models.TextField("второй источник цены", blank=True)
    is_book_value = models.BooleanField("балансовая стоимость", default=False)
    due = models.DateField("срок передачи")
    confirmation = models.CharField("чем подтверждается", max_length=300)

    class Meta:
        abstract = True


TERMS = [field.name for field in Terms._meta.fields]
