"""Who is at the Protocol: the public register, a signatory's page, and the acts outside the flow's steps."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import inbox, workdays
from casework.acting import act_page
from casework.models import Waiting
from casework.views import start_page
from documents.models import Document
from journal.models import Entry
from journal.record import key
from programme.access import keys_of
from programme.models import Sector
from protocol.acting import ASK, CUSTODIANS, capacity_of
from protocol.commitments import actions as commitments
from protocol.commitments import forms as commitments_forms
from protocol.departures import actions as departures
from protocol.departures import forms as departures_forms
from protocol.departures.models import Departure
from protocol.editions.models import ProtocolEdition
from protocol.measures.flow import MeasureFlow
from protocol.signatories import actions, counting, forms, picture
from protocol.signatories.flow import SignatoryFlow
from protocol.signatories.models import ON_THE_SHEET, Signatory

Status = Signatory.Status

KINDS = {
    Status.SIGNED: "ok",
    Status.SUSPENDED: "warn",
    Status.WITHDRAWN: "bad",
    Status.EXCLUDED: "bad",
    Status.DECLINED: "bad",
}


def current_edition() -> ProtocolEdition | None:
    """The edition people speak of now: in force, else open for signature."""
    rows = ProtocolEdition.objects.filter(status__in=["in_force", "open_for_signature"])
    return rows.filter(status="in_force").order_by("-number").first() or rows.order_by("-number").first()


def edition_asked(request: HttpRequest) -> ProtocolEdition | None:
    """The edition named in the address, if it has ever been open for signature; else the current one."""
    number = request.GET.get("edition", "")
    if number.isascii() and number.isdecimal() and len(number) < 4:
        edition = ProtocolEdition.objects.filter(number=int(number), opened_for_signature_at__isnull=False).first()
        if edition:
            return edition
    return current_edition()


@require_safe
def signatories(request: HttpRequest) -> HttpResponse:
    """The public register: a picture of the round table, signatories by sector, who has left."""
    edition = edition_asked(request)
    context: dict[str, Any] = {
        "edition": edition,
        "kinds": KINDS,
        "may_invite": bool(set(CUSTODIANS) & set(keys_of(request.user))),
    }
    if edition:
        rows = Signatory.objects.filter(edition=edition, status__in=ON_THE_SHEET).select_related("organization")
        rows = rows.prefetch_related("reservations__article_text").order_by("signed_at", "pk")
        present = [row for row in rows if row.is_participating]
        count = counting.count(edition)
        context |= {
            "count": count,
            "arcs": picture.arcs(count),
            "sectors": [(sector, [row for row in present if row.sector == sector]) for sector in Sector],
            "gone": [row for row in rows if not row.is_participating],
            "editions": ProtocolEdition.objects.filter(opened_for_signature_at__isnull=False).order_by("-number"),
            "is_signable": edition.status in actions.OPEN,
            "thinking": thinking(request, edition),
        }
    return render(request, "protocol/signatories/signatories.html", context)


def thinking(request: HttpRequest, edition: ProtocolEdition) -> list[Signatory]:
    """Who has not answered yet, for those who may know."""
    rows = Signatory.objects.visible_to(request.user).filter(edition=edition).exclude(status__in=ON_THE_SHEET)
    return list(rows.select_related("organization").order_by("sector", "pk"))


@never_cache
@require_safe
def signatory(request: HttpRequest, pk: int) -> HttpResponse:
    """A signatory's page: where it stands, its signature, reservations, commitments and reports."""
    rows = Signatory.objects.visible_to(request.user).select_related(
        "organization", "edition", "signature__request__person", "certificate", "invitation", "case"
    )
    signatory = get_object_or_404(rows, pk=pk)
    keys = set(keys_of(request.user))
    is_inside = bool(keys & {signatory.member_key, *CUSTODIANS, "role:protocol_editor", "role:auditor"})
    departure = departures.open_departure(signatory)
    cases = [
        signatory.case.pk,
        *signatory.measures.values_list("case", flat=True),
        *signatory.reports.values_list("case", flat=True),
    ]
    cases += [departure.case.pk] if departure else []
    waitings = list(Waiting.objects.open().filter(process__in=cases).order_by("pk")) if is_inside else []
    reservations = signatory.reservations.select_related("article_text", "item")
    context = {
        "signatory": signatory,
        "kind": KINDS.get(signatory.status, "info"),
        "is_inside": is_inside,
        "moves": [inbox.Line(waiting, waiting.asked, workdays.left(waiting.due_at)) for waiting in waitings],
        "my_tasks": [waiting for waiting in waitings if waiting.addressee in keys],
        "departure": departure,
        "reservations": reservations if is_inside else reservations.filter(outcome="accepted"),
        "commitments": signatory.commitments.prefetch_related("lines__report"),
        "numbers": {text.article_id: text for text in signatory.edition.living_texts},
        "reports": signatory.reports.exclude(submitted_at=None).prefetch_related("lines"),
        "documents": papers_of(signatory, request.user),
        "measures": signatory.measures.exclude(outcome="").exclude(outcome="dropped").select_related("item"),
        "timeline": timeline_of(signatory, is_inside),
        "may_sign": signatory.signer_key in keys and signatory.is_participating,
        "may_complain": signatory.is_participating,
    }
    return render(request, "protocol/signatories/signatory.html", context)


def papers_of(signatory: Signatory, person: Any) -> list[Document]:
    wanted = {
        signatory.invitation_id,
        signatory.certificate_id,
        *signatory.departures.values_list("document", flat=True),
    }
    return list(Document.objects.visible_to(person).filter(pk__in=wanted - {None}).order_by("-pk"))


def timeline_of(signatory: Signatory, is_inside: bool) -> list[Entry]:
    """What happened; the public sees what the law makes public, and nobody's reasons."""
    rows = Entry.objects.filter(subject=key(signatory)).order_by("-id")
    public = ["verify", "withdraw", "suspend", "exclude", "restore", "commit", "report", "announce_departure"]
    return list(rows if is_inside else rows.filter(verb__in=public))


@never_cache
@login_required
@require_http_methods(ASK)
def accession(request: HttpRequest) -> HttpResponse:
    """KS-01: apply for accession."""
    return start_page(request, SignatoryFlow.accede, {"edition": current_edition()})


@never_cache
@login_required
@require_http_methods(ASK)
def invite(request: HttpRequest) -> HttpResponse:
    """KS-01: the custodian invites."""
    capacity = capacity_of(request, *CUSTODIANS)
    edition = ProtocolEdition.objects.filter(status__in=actions.OPEN).order_by("-number").first()
    if edition is None:
        return render(request, "protocol/nothing_to_sign.html")
    form = forms.InviteForm(request.POST or None, subject=edition, by=request.user)

    def perform(*, by: Any, **answers: Any) -> None:
        actions.invite(ProtocolEdition.objects.get(pk=edition.pk), by=by, **answers)

    about = f"{edition}. Каждая организация получит письмо и задачу: прочитать текст и ответить."
    return act_page(
        request, form, perform, process=edition.case.pk, capacity=capacity, back=reverse("signatories"),
        title="Пригласить подписать Протокол", about=about,
    )  # fmt: skip


def own_signatory(request: HttpRequest, pk: int) -> tuple[Signatory, str]:
    signatory = get_object_or_404(
        Signatory.objects.visible_to(request.user).select_related("organization", "case"), pk=pk
    )
    return signatory, capacity_of(request, signatory.signer_key)


def read_again(signatory: Signatory) -> Signatory:
    return Signatory.objects.select_related("organization", "edition").get(pk=signatory.pk)


@never_cache
@login_required
@require_http_methods(ASK)
def depart(request: HttpRequest, pk: int) -> HttpResponse:
    """KS-08: announce a withdrawal."""
    signatory, capacity = own_signatory(request, pk)
    form = departures_forms.DepartForm(request.POST or None, subject=signatory, by=request.user)

    def perform(*, by: Any, **answers: Any) -> None:
        departures.announce_departure(read_again(signatory), by=by, **answers)

    about = (
        f"{signatory.organization.short_name}. Выход вступит в силу сам через 30 календарных дней. До этого дня обязательства "
        "сохраняются, а уведомление можно отозвать."
    )
    return act_page(
        request, form, perform, process=signatory.case.pk, capacity=capacity, back=signatory.get_absolute_url(),
        title="Выйти из Протокола", about=about,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ASK)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice of withdrawal is taken back before its day."""
    visible = Signatory.objects.visible_to(request.user)
    departure = get_object_or_404(Departure.objects.select_related("signatory", "case"), pk=pk, signatory__in=visible)
    capacity = capacity_of(request, departure.signatory.signer_key)
    form = departures_forms.TakeBackForm(
        request.POST if request.method == "POST" else None, subject=departure, by=request.user
    )

    def perform(*, by: Any) -> None:
        departures.take_back_departure(Departure.objects.get(pk=departure.pk), by=by)

    about = (
        f"Участие {departure.signatory.organization.short_name} в Протоколе продолжится, как будто уведомления не было."
    )
    return act_page(
        request, form, perform, process=departure.case.pk, capacity=capacity,
        back=departure.get_absolute_url(), title="Отозвать уведомление о выходе", about=about,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ASK)
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    """A signatory writes down a commitment."""
    signatory, capacity = own_signatory(request, pk)
    form = commitments_forms.CommitForm(request.POST or None, subject=signatory, by=request.user)

    def perform(*, by: Any, **answers: Any) -> None:
        commitments.commit(read_again(signatory), by=by, **answers)

    about = (
        "Обязательство увидят все. Раз в год вы отчитаетесь о нём; изменить записанное нельзя, можно добавить новое."
    )
    return act_page(
        request, form, perform, process=signatory.case.pk, capacity=capacity, back=signatory.get_absolute_url(),
        title="Записать обязательство", about=about,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ASK)
def measure(request: HttpRequest) -> HttpResponse:
    """KS-09: put a signatory's participation before the committee."""
    return start_page(request, MeasureFlow.propose_measure)
