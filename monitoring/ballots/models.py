"""Who has answered, and what was answered, and no way between the two (programme 8.6, M4 and M5).

While the field is open answers lie sealed in the places of an urn; when it closes, all of them become rows at once, in an order that says
nothing. A ballot has no person, time or address, and its number is drawn by chance.
"""

from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.db import models

from casework.guard import insert_only, no_truncate
from monitoring.ballots.strata import AGES, SEXES
from monitoring.surveys.models import Wave
from programme.lists.fields import ListedField
from programme.models import Level

IN_THE_FIELD = """PERFORM 1 FROM monitoring_wave WHERE id = NEW.wave_id AND status = 'field' FOR SHARE;
                  IF NOT FOUND THEN
                      RAISE EXCEPTION 'pgtrigger: the wave takes no answers';
                  END IF;
                  RETURN NEW;"""


def _taken_in_the_field(name: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(name=name, when=pgtrigger.Before, operation=pgtrigger.Insert, func=IN_THE_FIELD)


def _only_forgotten(name: str, wave: str) -> pgtrigger.Trigger:
    """No deleting before the wave itself says that its answers are forgotten."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Delete,
        func=f"""IF (SELECT forgotten_at IS NULL FROM monitoring_wave WHERE id = {wave}) THEN
                      RAISE EXCEPTION 'pgtrigger: answers are kept until their term';
                  END IF;
                  RETURN OLD;""",  # noqa: S608 - fixed text
    )


class Participation(models.Model):
    """A person has answered a wave: that much is known of them, and no more. Insert-only, without a time."""

    wave = models.ForeignKey(Wave, models.PROTECT, related_name="participations", verbose_name="волна")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто ответил")
    level = models.CharField("чем подтверждена личность", max_length=10, choices=Level.choices)

    class Meta:
        verbose_name = "участие в опросе"
        verbose_name_plural = "участие в опросах"
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "person"], name="answered_once",
                violation_error_message="Вы уже ответили: второй раз ответить нельзя, и первый ответ изменить нельзя.",
            )
        ]  # fmt: skip
        triggers = [*insert_only("participation"), _taken_in_the_field("participation_is_in_the_field")]

    def __str__(self) -> str:
        return f"Участие в волне {self.wave_id}"


class PaperForm(models.Model):
    """A form filled in on paper has been entered: its number, so that it is entered once, and by whom. Nothing leads to its answers."""

    wave = models.ForeignKey(Wave, models.PROTECT, related_name="paper_forms", verbose_name="волна")
    blank = models.CharField("номер бланка", max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто ввёл")

    class Meta:
        verbose_name = "бумажная анкета"
        verbose_name_plural = "бумажные анкеты"
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "blank"], name="blank_is_entered_once", violation_error_message="Бланк с этим номером уже введён."
            )
        ]  # fmt: skip
        triggers = [*insert_only("paper_form"), _taken_in_the_field("paper_form_is_in_the_field")]

    def __str__(self) -> str:
        return f"Бланк {self.blank}"


class UrnPlace(models.Model):
    """A place of the urn of a wave: so many sealed answers while the field is open, empty ever after."""

    wave = models.ForeignKey(Wave, models.PROTECT, related_name="urn", verbose_name="волна")
    place = models.PositiveIntegerField("место")
    papers = models.PositiveIntegerField("сколько ответов", default=0)
    sealed = models.BinaryField("запечатанные ответы", default=b"")

    class Meta:
        verbose_name = "место урны опроса"
        verbose_name_plural = "урна опроса"
        constraints = [models.UniqueConstraint(fields=["wave", "place"], name="urn_place_once")]
        triggers = [
            pgtrigger.Protect(name="urn_is_never_deleted", operation=pgtrigger.Delete),
            no_truncate("urn_is_never_truncated"),
            pgtrigger.Trigger(
                name="urn_is_used_in_the_field",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=IN_THE_FIELD,
            ),
        ]

    def __str__(self) -> str:
        return f"Место урны {self.place}"


class Ballot(models.Model):
    """One filled-in form, of nobody. `answers`: {code of the question: answer}, nothing for «затрудняюсь ответить»."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="ballots", verbose_name="волна")
    is_paper = models.BooleanField("на бумаге")
    district = ListedField("район", max_length=10, listed="districts", blank=True)
    age = models.CharField("возраст", max_length=2, choices=AGES, blank=True)
    sex = models.CharField("пол", max_length=1, choices=SEXES, blank=True)
    answers = models.JSONField("ответы")

    class Meta:
        verbose_name = "анкета"
        verbose_name_plural = "анкеты"
        ordering = ["pk"]
        triggers = [
            pgtrigger.ReadOnly(name="ballot_is_what_was_answered"),
            _only_forgotten("ballot_is_deleted_by_its_term", "OLD.wave_id"),
            no_truncate("ballot_is_never_truncated"),
            _taken_in_the_field("ballot_is_of_the_field"),
        ]

    def __str__(self) -> str:
        return f"Анкета {self.pk}"


class TextCode(models.Model):
    """What several answers in one's own words have in common, named by an analyst."""

    wave = models.ForeignKey(Wave, models.PROTECT, related_name="text_codes", verbose_name="волна")
    question = models.CharField("код вопроса", max_length=10)
    title = models.CharField("о чём эти ответы", max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто ввёл")

    class Meta:
        verbose_name = "код ответов"
        verbose_name_plural = "коды ответов"
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["wave", "question", "title"], name="text_code_once")]
        triggers = [pgtrigger.Protect(name="text_code_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.title


class TextCoding(models.Model):
    """An answer in one's own words has been read and put to a code."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="codings", verbose_name="анкета")
    question = models.CharField("код вопроса", max_length=10)
    code = models.ForeignKey(TextCode, models.PROTECT, related_name="codings", verbose_name="код")

    class Meta:
        verbose_name = "разбор ответа"
        verbose_name_plural = "разбор ответов"
        constraints = [models.UniqueConstraint(fields=["ballot", "question"], name="answer_is_coded_once")]
        triggers = [
            _only_forgotten(
                "coding_is_deleted_by_its_term", "(SELECT wave_id FROM monitoring_ballot WHERE id = OLD.ballot_id)"
            )
        ]

    def __str__(self) -> str:
        return str(self.code)
