"""A decision as the house makes it, for the measures of paper: filled in, set, not yet sealed."""

from datetime import date
from functools import cache
from typing import Any

EPOCH = 1_790_000_000
TEMPLATE = "committee/pdf/decision.html"
WORDS = "Проект меняет жизнь двора: жители вместе с соседями и школой делают то, о чём договорились, и проверяют результат. "
ARITHMETIC = ["12 > 17 / 2 = 8,5 — простое большинство есть."]


def decision() -> str:
    """The page of HTML the press gets."""
    from documents import layout

    return layout.page(TEMPLATE, snapshot())


@cache
def decision_pdf() -> bytes:
    """The PDF the seal gets."""
    from documents import press

    return press.press(decision(), EPOCH, data())


def stock_pdf() -> bytes:
    """The same paper as WeasyPrint makes it by itself, without a place for our seal."""
    from weasyprint import HTML

    pdf: bytes = HTML(string=decision()).write_pdf(pdf_variant="pdf/a-3a")
    return pdf


def data() -> bytes:
    """What travels inside."""
    from documents import snapshots

    return snapshots.canonical(snapshot())


def snapshot() -> dict[str, Any]:
    """A decision of two pages."""
    return {
        "body": "Городской программный комитет",
        "body_genitive": "Городского программного комитета",
        "act": "Образован постановлением администрации города от 17.03.2005 № 121",
        "minutes": {"number": "7", "date": "2026-09-28"},
        "item": {"number": 3, "title": "О поддержке проекта «Двор без ступеней»"},
        "resolution": "Поддержать проект",
        "preamble": [WORDS * 2] * 3,
        "reasons": [WORDS * 3] * 3,
        "points": [WORDS] * 8,
        "vote": {
            "motion": "Поддержать проект", "for": 12, "against": 2, "abstained": 1, "absent": 2, "majority": "простое большинство",
            "quorum": ["Присутствуют 15 из 17, кворум есть."], "arithmetic": ARITHMETIC,
        },
        "appeal": WORDS,
        "needs_act": True,
        "document": _requisites(),
    }  # fmt: skip


def _requisites() -> dict[str, Any]:
    return {
        "kind": "decision",
        "kind_title": "Решение",
        "heading": "РЕШЕНИЕ",
        "is_kept_long": True,
        "title": "О поддержке проекта «Двор без ступеней»",
        "number": "7-3",
        "date": date(2026, 9, 28).isoformat(),
        "register": "Решения",
        "index": "01-05",
        "organisation": "Городской программный комитет",
        "city": "г. Красноярск",
        "code": "ABCD-EFGH-JKLM-NPQR",
        "check_url": "http://127.0.0.1:8000/v/ABCDEFGHJKLMNPQR",
        "check_page": "http://127.0.0.1:8000/v/",
        "is_test": True,
        "supersedes": "",
        "signatories": [{"name": "А. П. Главина", "role": "Председатель комитета", "turn": 1}],
    }
