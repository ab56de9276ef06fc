"""Which direction a team leads, and the text of its page, edition by edition."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.guard import insert_only
from committee.bodies.models import Body
from programme.lists.fields import ListedField


class DirectionTeam(models.Model):
    """The body that leads a direction of the programme; when it has ended, another may come after it."""

    body = models.OneToOneField(Body, models.PROTECT, related_name="direction_team", verbose_name="орган")
    direction = ListedField("направление", max_length=10, listed="directions")
    formed_at = models.DateTimeField("образована", auto_now_add=True)

    class Meta:
        verbose_name = "команда направления"
        verbose_name_plural = "команды направлений"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["direction"], name="teams_of_a_direction")]
        triggers = [*insert_only("team_of_a_direction")]

    def __str__(self) -> str:
        return str(self.body)


class DirectionEdition(models.Model):
    """The text of the page of a direction as a member of its team has written it; the last one stands on the page."""

    team = models.ForeignKey(DirectionTeam, models.PROTECT, related_name="editions", verbose_name="команда")
    direction = ListedField("направление", max_length=10, listed="directions")
    number = models.PositiveIntegerField("редакция")
    text = models.TextField("текст")
    changes = models.CharField("что изменено", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто")
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "редакция страницы направления"
        verbose_name_plural = "редакции страниц направлений"
        ordering = ["direction", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["direction", "number"], name="direction_edition_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="direction_editions_begin_with_one"),
        ]
        triggers = [
            *insert_only("edition_of_a_direction"),
            pgtrigger.Trigger(
                name="written_by_its_team",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("led", "TEXT")],
                func="""
                    SELECT t.direction INTO led FROM committee_directionteam t JOIN committee_body b ON b.id = t.body_id
                    WHERE t.id = NEW.team_id AND b.closed_at IS NULL;
                    IF led IS DISTINCT FROM NEW.direction THEN
                        RAISE EXCEPTION 'an edition by another team, or by one that has ended' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Редакция {self.number}"
