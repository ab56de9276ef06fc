"""What happened: one insert-only row per act, the chain that seals the rows afterwards, the checkpoints of the tree over them."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from journal.append_only import insert_only
from journal.leaves import canonical

SEPARATOR = "\x1f"  # stands between the fields of an entry when the chain hashes them
TEXTS = ("subject", "verb", "title", "capacity", "before", "after", "ground")


def digest(payload: Any) -> str:
    """SHA-256 (hex) of a JSON-able value in its canonical form: sorted keys, no spaces, UTF-8."""
    # Keys as the database keeps them: "10" stands before "2".
    return canonical_digest(json.loads(json.dumps(payload, cls=DjangoJSONEncoder)))


def canonical_digest(kept: Any) -> str:
    """The digest of a value that has come out of JSON already."""
    return hashlib.sha256(canonical(kept)).hexdigest()


class Entry(models.Model):
    """One act: who, in what capacity, what, from → to, on what ground, when, over what data."""

    subject = models.CharField("объект", max_length=80)
    verb = models.CharField("действие", max_length=60)
    title = models.CharField("что сделано", max_length=300)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="кто")
    capacity = models.CharField("в каком качестве", max_length=200, blank=True)
    before = models.CharField("из состояния", max_length=40, blank=True)
    after = models.CharField("в состояние", max_length=40, blank=True)
    ground = models.TextField("основание", blank=True)
    payload = models.JSONField("данные", default=dict, encoder=DjangoJSONEncoder)
    payload_hash = models.CharField("хеш данных", max_length=64)
    at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "запись журнала"
        verbose_name_plural = "записи журнала"
        indexes = [models.Index(fields=["subject", "id"]), models.Index(fields=["at"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(*((f"{name}__contains", SEPARATOR) for name in TEXTS), _connector=Q.OR),
                name="fields_of_an_entry_stay_apart",
            )
        ]
        triggers = insert_only("entry")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.title}"


class Seal(models.Model):
    """The place of an entry in the chain and in the tree: a gapless position, the hash that covers all rows before it, its leaf."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    salt = models.BinaryField()  # a secret: with it the leaf of an entry can be guessed
    leaf = models.BinaryField()  # the hash of the leaf (RFC 9162)
    sealed_at = models.DateTimeField()

    class Meta:
        verbose_name = "печать журнала"
        verbose_name_plural = "печати журнала"
        constraints = [models.CheckConstraint(condition=models.Q(position__gte=1), name="seal_positions_start_at_one")]
        triggers = insert_only("seal")

    def __str__(self) -> str:
        return f"{self.position}: {self.hash}"


class Block(models.Model):
    """The root over 256 leaves that stand for ever: a checkpoint or a proof reads these, and few leaves."""

    number = models.BigIntegerField(primary_key=True)  # from zero
    root = models.BinaryField()

    class Meta:
        verbose_name = "корень участка журнала"
        verbose_name_plural = "корни участков журнала"
        triggers = insert_only("block")


class Checkpoint(models.Model):
    """The root of the tree over the first `size` entries as of a day, signed: whoever keeps one notices that the past was rewritten."""

    day = models.DateField("день", unique=True)
    size = models.BigIntegerField("записей")
    root = models.BinaryField("корень")
    note = models.TextField("подписанная отметка")
    at = models.DateTimeField("когда поставлена")

    class Meta:
        verbose_name = "отметка журнала"
        verbose_name_plural = "отметки журнала"
        constraints = [models.CheckConstraint(condition=models.Q(size__gte=0), name="a_checkpoint_has_a_size")]
        triggers = insert_only("checkpoint")

    def __str__(self) -> str:
        return f"отметка журнала за {self.day:%d.%m.%Y}"

    @property
    def text(self) -> str:
        """What is signed, by us and by neighbours: three lines."""
        return self.note.rpartition("\n\n")[0] + "\n"

    @property
    def short_root(self) -> str:
        """As it is printed on papers: enough to compare by eye."""
        return bytes(self.root).hex()[:16]
