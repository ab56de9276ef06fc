"""The kinds of signatures (63-ФЗ, ст. 5), and which a paper asks for at least: that is data of the regulation, said by the rooms above."""

from typing import Any

from django.db import models
from django.utils.module_loading import import_string

from casework.rooms import announced
from documents.registers.kinds import Kind


class SignatureKind(models.TextChoices):
    """In rising order, but for the last: a signature on paper is what the others are equal to."""

    SIMPLE = "simple", "простая электронная подпись"
    UNQUALIFIED = "unqualified", "усиленная неквалифицированная электронная подпись"
    QUALIFIED = "qualified", "усиленная квалифицированная электронная подпись"
    PAPER = "paper", "собственноручная подпись на бумаге"

    @property
    def by_what(self) -> str:
        """Words for "signed with …" (Russian, instrumental case)."""
        return {
            "simple": "простой электронной подписью",
            "unqualified": "усиленной неквалифицированной электронной подписью",
            "qualified": "усиленной квалифицированной электронной подписью",
            "paper": "собственноручно на бумаге",
        }[self.value]


RISING = [SignatureKind.SIMPLE, SignatureKind.UNQUALIFIED, SignatureKind.QUALIFIED]


def least_for(document: Any) -> SignatureKind:
    """The weakest electronic signature the paper takes."""
    return _least_for(document.kind)


def is_simple_enough_everywhere() -> bool:
    """Does no kind of papers ask for more than the simple signature?"""
    return all(_least_for(kind) == SignatureKind.SIMPLE for kind in Kind.values)


def _least_for(kind: str) -> SignatureKind:
    """As the rooms above say (`signature_rules` of an AppConfig); the simple one where nobody says more."""
    for _, name in announced("signature_rules"):
        return SignatureKind(import_string(name)(kind))
    return SignatureKind.SIMPLE


def is_enough(document: Any, kind: str) -> bool:
    """May the paper be signed in this way? By hand always: the law knows nothing stronger."""
    return kind == SignatureKind.PAPER or RISING.index(SignatureKind(kind)) >= RISING.index(least_for(document))


def refusal(document: Any) -> str:
    """Why a weaker signature is not taken, and what to do (Russian)."""
    return (
        f"Этот документ подписывают {least_for(document).by_what}: скачайте подлинник, подпишите его своим сертификатом и загрузите "
        "файл подписи. Или подпишите бумажный экземпляр в канцелярии."
    )
