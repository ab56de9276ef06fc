"""Articles: an identity that outlives editions, and the words it has in each of them."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from programme.models import Sector
from protocol.editions.models import ProtocolEdition


class Article(models.Model):
    """An article as such: its code («A05») is its address for ever, whatever number and words it has in an edition."""

    code = models.CharField("код", max_length=4, unique=True, validators=[RegexValidator(r"^A\d{2,3}$")])

    class Meta:
        verbose_name = "статья Протокола"
        verbose_name_plural = "статьи Протокола"
        ordering = ["code"]
        constraints = [models.CheckConstraint(condition=Q(code__regex=r"^A\d{2,3}$"), name="article_code_is_written")]
        triggers = [
            pgtrigger.Protect(name="article_is_for_ever", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("protocol_article", args=[self.code])

    @classmethod
    def next(cls) -> "Article":
        """A new article with the next free code."""
        last = cls.objects.order_by("-pk").first()
        return cls.objects.create(code=f"A{int(last.code[1:]) + 1 if last else 1:02d}")


class ArticleText(models.Model):
    """The words of an article in one edition. `project` is what was published for discussion: amendments count in it."""

    edition = models.ForeignKey(ProtocolEdition, models.PROTECT, related_name="article_texts")
    article = models.ForeignKey(Article, models.PROTECT, related_name="texts", verbose_name="статья")
    position = models.PositiveSmallIntegerField("номер в редакции")
    title = models.CharField("заголовок", max_length=200, blank=True)
    text = models.TextField("текст", blank=True)
    indicator = models.CharField("показатель соблюдения", max_length=300, blank=True)
    is_essential = models.BooleanField("существенная: оговорки не допускаются", default=False)
    binds = ArrayField(
        models.CharField(max_length=10, choices=Sector.choices), verbose_name="какие секторы связывает", default=list,
        blank=True, help_text="пусто: всех",
    )  # fmt: skip
    dropped = models.BooleanField("исключена", default=False)
    project = models.TextField("текст, вынесенный на обсуждение", blank=True)
    revision = models.PositiveIntegerField("сколько раз сохранена", default=0)

    class Meta:
        verbose_name = "текст статьи"
        verbose_name_plural = "тексты статей"
        ordering = ["edition_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "article"], name="article_once_an_edition"),
            models.UniqueConstraint(fields=["edition", "position"], name="one_article_a_number"),
            models.CheckConstraint(condition=Q(position__gte=1), name="articles_count_from_one"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="text_changes_in_writable_edition",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("stands", "text")],
                func="""
                    SELECT status INTO stands FROM protocol_protocoledition
                    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.edition_id ELSE NEW.edition_id END;
                    IF stands NOT IN ('drafting', 'consolidation', 'conciliation', 'returned')
                       AND NOT (TG_OP = 'UPDATE' AND stands = 'wg_review' AND OLD.project = '' AND NEW.text = OLD.text
                                AND NEW.title = OLD.title AND NEW.dropped = OLD.dropped
                                AND NEW.position = OLD.position AND NEW.indicator = OLD.indicator
                                AND NEW.is_essential = OLD.is_essential AND NEW.binds = OLD.binds
                                AND NEW.project = OLD.text) THEN
                        RAISE EXCEPTION 'pgtrigger: the text of an edition that stands as % is fixed', stands;
                    END IF;
                    IF TG_OP = 'UPDATE' AND (NEW.edition_id <> OLD.edition_id OR NEW.article_id <> OLD.article_id
                       OR (OLD.project <> '' AND NEW.project <> OLD.project)) THEN
                        RAISE EXCEPTION 'pgtrigger: what was published for discussion is final';
                    END IF;
                    IF TG_OP = 'DELETE' THEN
                        IF stands <> 'drafting' THEN
                            RAISE EXCEPTION 'pgtrigger: a published article is marked as dropped, never deleted';
                        END IF;
                        RETURN OLD;
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"Статья {self.position}. {self.title}"

    def get_absolute_url(self) -> str:
        return f"{self.edition.get_absolute_url()}#{self.article.code}"

    @property
    def number(self) -> str:
        """How the article is called in its edition."""
        return f"статья {self.position}"

    @property
    def bound(self) -> str:
        """Whom the article binds, when not all (Russian)."""
        return ", ".join(str(sector.label) for sector in Sector if sector in self.binds)

    @property
    def is_filled(self) -> bool:
        """Has it all that KP-02 asks of an article?"""
        return bool(self.title.strip() and self.text.strip() and self.indicator.strip())
