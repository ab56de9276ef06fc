"""The papers of a complaint: the receipt, the refusal, the conclusion."""

from django.utils import timezone

from casework import workdays
from casework.roles import COMMITTEE
from documents.letters import letter
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from programme.models import Person, Regulation
from programme.texts.words import parts_of
from protocol.complaints.models import NormComplaint
from protocol.editions.articles import ArticleText
from protocol.roles import CUSTODY, EDITORS
from protocol.signatories.models import Signatory


def complaint_receipt(signatory: Signatory, text: ArticleText, facts: str, wish: str, by: Person) -> Document:
    """The registration of a complaint; only the author and the editor read it."""
    rows = [["Статья", str(text)], ["Что произошло", facts]]
    return issue(
        kind=Kind.RECEIPT,
        title="О приёме обращения о несоблюдении Красноярского протокола",
        snapshot={
            "received_at": timezone.now(),
            "applicant": by.get_full_name(),
            "subject": f"Подписант: {signatory.organization.short_name}",
            "facts": [*rows, ["Просьба", wish]] if wish else rows,
            "next": "Редактор Протокола решит, принять ли обращение, и сообщит вам в кабинете.",
            "until": workdays.local_date(workdays.due(Regulation.in_force().term("protocol.complaint_check"))),
        },
        template="documents/pdf/receipt.html",
        register="applications",
        readers=[f"person:{by.pk}", *EDITORS],
        by=by,
    )


def complaint_refused(complaint: NormComplaint, by: Person) -> Document:
    """Why a complaint was not taken, and what can still be done."""
    return letter(
        [complaint.author.get_full_name()],
        "Об обращении о несоблюдении Красноярского протокола",
        **parts_of("notice.protocol_complaint_refused", {"организация": complaint.signatory.organization.short_name}),
        readers=[complaint.author_key, *EDITORS],
        by=by,
        reference=f"на № {complaint.number} от {complaint.receipt.date:%d.%m.%Y}",
        grounds=[complaint.refusal],
    )


def conclusion(complaint: NormComplaint, minutes: str, by: Person) -> Document:
    """The conclusion of the working group: published, without the name of whoever complained."""
    text = complaint.article_text
    return issue(
        kind=Kind.CONCLUSION,
        title=f"О соблюдении Красноярского протокола организацией {complaint.signatory.organization.short_name}",
        snapshot={
            "organization": complaint.signatory.organization.full_name,
            "edition": str(complaint.signatory.edition),
            "article": {"title": str(text), "text": text.text},
            "complaint": {"number": complaint.number, "date": complaint.receipt.date},
            "mediated_on": complaint.mediated_on,
            "finding": complaint.get_finding_display(),
            "conclusion": complaint.conclusion.splitlines(),
            "advice": complaint.get_advice_display(),
            "minutes": minutes,
        },
        template="protocol/pdf/compliance.html",
        register="orders",
        is_public=True,
        readers=[complaint.author_key, complaint.signatory.member_key, *CUSTODY, *COMMITTEE],
        by=by,
    )
