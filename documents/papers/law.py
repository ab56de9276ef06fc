"""What the database keeps of a document: which facts never change, which never stand together, and by what papers are looked for."""

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KeyTransform

from casework import searching
from casework.guard import changes_with_status, frozen, no_truncate, written_once

WORDS_OF_A_TITLE = searching.vector("title")
WORDS_OF_A_PAPER = searching.WordsOfJson("snapshot")

FROZEN = [
    "kind",
    "register",
    "year",
    "scope",
    "n",
    "number",
    "date",
    "title",
    "snapshot",
    "snapshot_hash",
    "code",
    "template",
    "reserved_at",
    "reserved_by",
    "supersedes",
    "signatures_needed",
    "is_open",
    "sign_by",
    "sign_lapses",
    "closed_to",
]

DATES = ["generated_at", "signed_at", "registered_at", "annulled_at"]

CONSTRAINTS = [
    models.UniqueConstraint(fields=["register", "year", "number"], name="number_is_unique_in_its_register"),
    models.UniqueConstraint(fields=["register", "year", "scope", "n"], name="n_is_taken_once"),
    models.CheckConstraint(condition=~Q(number="") & ~Q(title=""), name="document_has_number_and_title"),
    models.CheckConstraint(
        condition=Q(signatures_needed=None) | Q(signatures_needed__gte=1, is_open=False),
        name="an_open_paper_counts_no_signatures",
    ),
    models.CheckConstraint(
        condition=Q(status="annulled", annulled_at__isnull=False) & ~Q(annulled_reason="")
        | ~Q(status="annulled") & Q(annulled_at=None, annulled_reason=""),
        name="void_number_keeps_its_reason",
    ),
]

INDEXES: list[models.Index] = [
    models.Index(fields=["-id"], condition=Q(is_public=True), name="public_register"),
    models.Index(fields=["id"], condition=Q(failed_at__isnull=False), name="failed_documents"),
    GinIndex(WORDS_OF_A_TITLE, name="title_words"),
    GinIndex(WORDS_OF_A_PAPER, name="paper_words"),
    models.Index(KeyTransform("reference", "snapshot"), name="papers_by_reference"),
    models.Index(KeyTransform("number", KeyTransform("case", "snapshot")), name="papers_by_case"),
]

TRIGGERS = [
    pgtrigger.ReadOnly(name="document_is_frozen", fields=FROZEN),
    changes_with_status("dates_of_a_document_are_of_its_moves", DATES),
    written_once("document_is_dated_once", DATES),
    frozen("published_stays_published", ["is_public"], pgtrigger.Q(old__is_public=True)),
    pgtrigger.Protect(
        name="a_reader_stays_a_reader",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("NOT OLD.readers <@ NEW.readers"),
    ),
    pgtrigger.Protect(
        name="template_is_frozen",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(
            "OLD.template_hash <> NEW.template_hash AND OLD.status NOT IN ('draft', 'number_reserved')"
        ),
    ),
    pgtrigger.Protect(
        name="void_reason_is_frozen",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("OLD.annulled_reason <> '' AND OLD.annulled_reason <> NEW.annulled_reason"),
    ),
    pgtrigger.Protect(name="document_is_never_erased", operation=pgtrigger.Delete),
    no_truncate("documents_are_never_emptied"),
]
