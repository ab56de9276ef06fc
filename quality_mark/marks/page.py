"""What the register of Marks and the page of a Mark show, to the public and to the offices."""

from typing import Any

import segno
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.safestring import mark_safe

from casework.pages import Event, history, timeline
from documents.models import Document
from documents.papers.referring import referred
from programme.models import Sector
from quality_mark.contests.nominations import Nomination
from quality_mark.marks.models import QualityMark

Status = QualityMark.Status
PAGE = 25

STATES = [
    ("valid", "действует", [Status.ACTIVE, Status.EXPIRING, Status.RENEWAL]),
    ("suspended", "приостановлен", [Status.SUSPENDED]),
    ("expired", "истёк", [Status.EXPIRED]),
    ("ended", "аннулирован или сдан", [Status.REVOKED, Status.ANNULLED, Status.DECLINED_BY_HOLDER]),
]


def visible_mark(request: HttpRequest, slug: str) -> QualityMark:
    """The Mark with this address; 404 if the person may not see it."""
    rows = QualityMark.objects.visible_to(request.user).select_related(
        "organization", "entry__nomination", "entry__contest", "decision__document", "certificate", "case"
    )
    if slug.startswith("pending-") and slug[8:].isdecimal():
        return get_object_or_404(rows, pk=int(slug[8:17]), number="")
    number = slug.replace("kzk-", "КЗК-")  # a former number stands on other sites and leads here for ever
    return get_object_or_404(rows, Q(number=number) | Q(former_numbers__contains=[number]))


def nominations() -> Any:
    """Nominations of contests for the Mark, whichever there have been."""
    rows = Nomination.objects.filter(contest__kind__data__levels__0__gives="mark")
    return rows.order_by("code").distinct("code").values_list("code", "title")


def years() -> list[str]:
    """The years in which Marks came into force, the newest first."""
    return [str(day.year) for day in QualityMark.objects.public().dates("valid_from", "year", order="DESC")]


def chosen_filters(request: HttpRequest) -> dict[str, str]:
    """The filters; a value that is not on its list filters nothing."""
    known: dict[str, Any] = {
        "status": [code for code, _, _ in STATES],
        "sector": Sector.values,
        "year": years(),
        "nomination": list(Nomination.objects.values_list("code", flat=True).distinct()),
    }
    return {name: value for name, values in known.items() if (value := request.GET.get(name, "")) in values}


def cases_of(mark: QualityMark) -> Q:
    """The open cases about a Mark, as a condition on `Waiting`."""
    return (
        Q(process__markcase__mark=mark)
        | Q(process__markquestioncase__question__mark=mark)
        | Q(process__inspectioncase__review__mark=mark)
        | Q(process__renewalcase__renewal__mark=mark)
        | Q(process__markreportcase__report__mark=mark)
    )


def timeline_of(mark: QualityMark, is_open: bool) -> list[Event]:
    """What happened, newest first: to the public the changes of status alone."""
    entries = history(mark)
    if not is_open:
        entries = entries.exclude(after="").exclude(verb="award")
    return timeline(entries, has_grounds=True)


def papers_of(mark: QualityMark, person: Any) -> list[Document]:
    """The Mark's papers the person may see, the newest first."""
    return list(Document.objects.visible_to(person).among(*papers_among(mark)).order_by("-pk"))


def papers_among(mark: QualityMark) -> list[Any]:
    """Its papers as queries for their keys: the certificate, the decisions, the acts, letters to the holder."""
    asked = mark.questions.values("item__decision__document")
    renewals = [
        mark.renewals.values(name) for name in ("application", "former_certificate", "item__decision__document")
    ]
    own = Document.objects.filter(pk__in=[mark.certificate_id or 0, mark.decision.document_id or 0])
    wanted: list[Any] = [own.values("pk"), asked, mark.reviews.values("act"), *renewals]
    if mark.number:
        names = [f"о Знаке № {number}" for number in (mark.number, *mark.former_numbers)]
        wanted.append(Document.objects.filter(snapshot__reference__in=names).values("pk"))
    return wanted


def holding(paper: Document) -> QuerySet[QualityMark]:
    """The Marks whose list has this paper: the reverse of `papers_among`."""
    own = Q(certificate=paper) | Q(decision__document=paper) | Q(reviews__act=paper)
    own |= Q(questions__item__decision__document=paper) | Q(renewals__item__decision__document=paper)
    own |= Q(renewals__application=paper) | Q(renewals__former_certificate=paper)
    if number := referred(paper, "о Знаке № "):
        own |= Q(number=number) | Q(former_numbers__contains=[number])
    return QualityMark.objects.filter(own).distinct()


def qr_of(mark: QualityMark) -> str:
    """The code that leads to the check page of the certificate."""
    if mark.certificate is None:
        return ""
    code = segno.make(mark.certificate.check_url, error="m", micro=False)
    svg = code.svg_inline(
        border=2, omitsize=True, svgclass="qr", lineclass=None, title="QR-код: проверка свидетельства"
    )
    return mark_safe(svg)  # noqa: S308 - drawn by us from an address of ours


def renewal_notice(mark: QualityMark) -> str:
    """What the page of a Mark tells everybody of its renewal, in words (Russian); nothing if there is none."""
    if mark.status == Status.RENEWAL and mark.renewal_until and mark.valid_to:
        words = f"Обладатель подал заявку на продление. Срок Знака — по {mark.valid_to:%d.%m.%Y}; "
        return words + f"пока комитет не решил, Знак действует, но не дольше {mark.renewal_until:%d.%m.%Y}."
    return ""
