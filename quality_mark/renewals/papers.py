"""The papers of a renewal: the receipt with the application annexed."""

from typing import Any

from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from journal.models import digest
from programme.models import Person
from quality_mark.renewals.models import WORDS, Renewal
from quality_mark.roles import OFFICE_AND_COMMITTEE

QUESTIONS = {
    "stability": "Стабильность качества",
    "feedback": "Отзывы и жалобы за срок",
    "duties": "Обязанности обладателя",
    "safety": "Безопасность",
    "development": "Развитие",
}


def sections(renewal: Renewal) -> list[dict[str, Any]]:
    """What the experts and the committee read: the application, the self-reports, what consumers complained of in figures."""
    mark = renewal.mark
    reports = mark.reports.exclude(submitted_at=None).order_by("opens_on")
    about = [
        ["Знак", f"№ {mark.number}, действует с {mark.valid_from:%d.%m.%Y} по {mark.valid_to:%d.%m.%Y}"],
        ["Объект", mark.entry.title],
        ["Обладатель", mark.organization.full_name],
        ["Подтверждённых жалоб потребителей за срок", str(mark.complaints.filter(status="confirmed").count())],
        ["Проверок обладателя за срок", str(mark.reviews.exclude(outcome="").count())],
    ]
    return [
        {"title": "О Знаке", "rows": about},
        {"title": "Заявка", "rows": [[QUESTIONS[name], getattr(renewal, name)] for name in WORDS]},
        *(
            {
                "title": f"Самоотчёт за год по {report.opens_on:%d.%m.%Y}",
                "rows": [
                    ["Как поддерживается качество", report.quality],
                    ["Как применяется Знак", report.use],
                    ["Жалобы и что сделано", report.complaints],
                ],
            }
            for report in reports
        ),
    ]


def receipt(renewal: Renewal, by: Person) -> Document:
    """QM-07: the application has been received; its text is annexed."""
    mark = renewal.mark
    return issue(
        kind=Kind.RECEIPT,
        title=f"О приёме заявки на продление Знака качества № {mark.number}",
        snapshot={
            "mark": {"number": mark.number, "object": mark.entry.title, "valid_to": mark.valid_to},
            "holder": {"name": mark.organization.full_name, "inn": mark.organization.inn},
            "submitted_by": by.get_full_name(),
            "decide_by": renewal.decide_by,
            "waits_until": mark.renewal_until or renewal.former_end,
            "sections": sections(renewal),
            "reference": f"о Знаке № {mark.number}",
        },
        template="quality_mark/pdf/renewal.html",
        register="applications",
        readers=[mark.member_key, *OFFICE_AND_COMMITTEE],
        by=by,
    )


def hash_of(paper: Document) -> str:
    """The fingerprint of what the experts assess."""
    return digest(paper.snapshot["sections"])
