"""Pages of the frame that are not steps of a flow: organisations, representatives, consents."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door
from casework.acting import act_page, afresh
from casework.models import Waiting
from programme.appointments.absences import left_by
from programme.appointments.models import Role
from programme.invitations import actions as invitations
from programme.invitations import forms as invitations_forms
from programme.invitations.models import Invitation
from programme.organizations import actions as organizations
from programme.organizations import forms as organizations_forms
from programme.organizations.models import Membership, Organization
from programme.people import actions as people
from programme.people import forms as people_forms
from programme.people.models import CONSENT_TEXT, Consent

CONFIRMERS = (Role.PLATFORM_SECRETARY, Role.CLERK)


def asking(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page with one form, of one's own, never kept by the browser."""
    return never_cache(login_required(require_http_methods(["GET", "HEAD", "POST"])(view)))


def showing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of one's own that changes nothing."""
    return never_cache(login_required(require_safe(view)))


def _posted(request: HttpRequest) -> Any:
    """What was sent, be it empty; nothing when the page is only looked at."""
    return request.POST if request.method == "POST" else None


# Organisations


@showing
def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations I act for, and for the secretariat those that wait to be confirmed."""
    mine = Membership.objects.in_force().filter(person=request.user).select_related("organization")
    waiting = Membership.objects.none()
    if request.user.has_role(*CONFIRMERS):
        waiting = Membership.objects.in_force().filter(role__in=Membership.MANDATE_ROLES, confirmed_at=None)
    invited = Invitation.objects.open().filter(person=request.user).select_related("organization").order_by("pk")
    context = {
        "mine": mine,
        "invited": invited,
        "waiting": waiting.select_related("organization", "person").order_by("pk"),
    }
    return render(request, "programme/organisations.html", context)


@showing
def organisation_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation: its data, who acts for it, and what I may change."""
    organization = _visible(request, pk)
    context = {
        "organization": organization,
        "facts": _facts(organization),
        "contacts": _contacts(organization),
        "members": organization.memberships.filter(ended_at=None).select_related("person"),
        "invitations": organization.invitations.open().order_by("-pk"),
        "former": organization.memberships.exclude(ended_at=None).select_related("person"),
        "is_head": _is_head(request, organization),
        "is_confirmer": request.user.has_role(*CONFIRMERS),
    }
    return render(request, "programme/organisation_page.html", context)


@asking
def add_organisation(request: HttpRequest) -> HttpResponse:
    """Add an organisation; a refusal leaves everything that was typed."""
    form = organizations_forms.OrganizationForm(_posted(request))
    return act_page(
        request, form, organizations.add_organization,
        capacity="лично", back=reverse("organisation"), template="programme/organisation_add.html",
    )  # fmt: skip


@asking
def change_contacts(request: HttpRequest, pk: int) -> HttpResponse:
    """The head changes where the organisation is found."""
    organization = _headed(request, pk)
    form = organizations_forms.ContactsForm(_posted(request), instance=_visible(request, pk))
    action = partial(organizations.change_contacts, organization)
    return _about_organisation(request, form, action, organization, "Контакты", edits=organization)


@asking
def add_representative(request: HttpRequest, pk: int) -> HttpResponse:
    """The head asks somebody to act for the organisation."""
    organization = _headed(request, pk)
    form = invitations_forms.InviteForm(_posted(request), by=request.user)
    action = partial(invitations.invite, organization)
    return _about_organisation(request, form, action, organization, "Пригласить представителя")


@asking
def withdraw_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """The head takes an invitation back."""
    visible = Invitation.objects.filter(organization__in=Organization.objects.visible_to(request.user))
    invitation = get_object_or_404(visible.select_related("organization", "case"), pk=pk)
    if not _is_head(request, invitation.organization):
        raise PermissionDenied
    form = invitations_forms.WithdrawInvitationForm(_posted(request), by=request.user, subject=invitation)
    action = afresh(invitations.withdraw_invitation, invitation)
    title = f"Отозвать приглашение: {invitation.email}"
    return _about_organisation(request, form, action, invitation.organization, title, process=invitation.case.pk)


@never_cache
@require_safe
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """Where the letter leads: to the task of whoever has confirmed the address, else to logging in or signing up."""
    invited = get_object_or_404(Invitation.objects.select_related("organization", "case"), code=code)
    waiting = Waiting.objects.open().filter(process=invited.case.pk).of(request.user).first()
    if waiting:
        return redirect(waiting.get_absolute_url())
    is_mine = request.user.is_authenticated and invited.person_id == request.user.pk
    context = {"invitation": invited, "is_mine": is_mine, "until": invited.answer_by}
    return render(request, "programme/invitation.html", context)


@asking
def end_membership(request: HttpRequest, pk: int) -> HttpResponse:
    """A representation ends: by the person, by the head or by the secretariat."""
    membership = _membership(request, pk)
    organization = membership.organization
    is_mine = membership.person_id == request.user.pk
    if not (is_mine or _is_head(request, organization) or request.user.has_role(*CONFIRMERS)):
        raise PermissionDenied
    form = organizations_forms.GroundForm(_posted(request), by=request.user, subject=membership)
    title = f"Прекратить полномочия: {membership.person}"
    action = partial(organizations.end_membership, membership)
    own: dict[str, Any] = {"back": reverse("organisation")} if is_mine else {}
    keys = [f"member:{organization.pk}", f"signer:{organization.pk}"]
    own |= {"template": "programme/leave.html", "about": str(organization), "steps": left_by(membership.person, keys)}
    return _about_organisation(request, form, action, organization, title, **own)


@asking
def confirm_membership(request: HttpRequest, pk: int) -> HttpResponse:
    """The secretariat confirms a mandate and the organisation's data."""
    membership = _to_confirm(request, pk)
    form = organizations_forms.ConfirmMembershipForm(_posted(request), by=request.user, subject=membership)
    return _about_mandate(
        request, form, partial(organizations.confirm_membership, membership), membership, "Подтвердить"
    )


@asking
def refuse_membership(request: HttpRequest, pk: int) -> HttpResponse:
    """The secretariat does not confirm a mandate, and says why."""
    membership = _to_confirm(request, pk)
    form = organizations_forms.RefuseMembershipForm(_posted(request), by=request.user, subject=membership)
    return _about_mandate(
        request, form, partial(organizations.refuse_membership, membership), membership, "Не подтверждать"
    )


def _about_organisation(
    request: HttpRequest, form: Any, action: Callable[..., Any], organization: Organization, title: str, **context: Any
) -> HttpResponse:
    page = {"template": "programme/act.html", "back": organization.get_absolute_url(), "title": title, **context}
    return act_page(request, form, action, capacity=_capacity(request, organization), organization=organization, **page)


def _about_mandate(
    request: HttpRequest, form: Any, action: Callable[..., Any], membership: Membership, verb: str
) -> HttpResponse:
    title = f"{verb} полномочия: {membership.person}"
    facts = [*_facts(membership.organization), ("Должность", membership.position), ("Основание", membership.ground)]
    organization = membership.organization
    return _about_organisation(request, form, action, organization, title, facts=facts)


def _visible(request: HttpRequest, pk: int) -> Organization:
    return get_object_or_404(Organization.objects.visible_to(request.user), pk=pk)


def _is_head(request: HttpRequest, organization: Organization) -> bool:
    heads = organization.memberships.mandated().filter(role=Membership.Role.HEAD)
    return heads.filter(person=request.user).exists()


def _headed(request: HttpRequest, pk: int) -> Organization:
    organization = _visible(request, pk)
    if not _is_head(request, organization):
        raise PermissionDenied
    return organization


def _membership(request: HttpRequest, pk: int) -> Membership:
    visible = Membership.objects.filter(organization__in=Organization.objects.visible_to(request.user))
    return get_object_or_404(visible.select_related("organization", "person"), pk=pk)


def _to_confirm(request: HttpRequest, pk: int) -> Membership:
    if not request.user.has_role(*CONFIRMERS):
        raise PermissionDenied
    return _membership(request, pk)


def _capacity(request: HttpRequest, organization: Organization) -> str:
    """In what capacity the person acts here: for the organisation, else for the secretariat, else for themselves."""
    keys = [f"signer:{organization.pk}", *(f"role:{role}" for role in CONFIRMERS)]
    return next(filter(None, (door.capacity_in(request.user, key) for key in keys)), "лично")


def _facts(organization: Organization) -> list[tuple[str, Any]]:
    return [
        ("Полное наименование", organization.full_name),
        ("Форма", organization.get_legal_form_display()),
        ("Сектор", organization.get_sector_display()),
        ("ИНН", organization.inn),
        ("КПП", organization.kpp),
        ("ОГРН", organization.ogrn),
        ("ОКТМО", organization.oktmo),
        ("Область", organization.get_area_display()),
        ("Сведения", "подтверждены" if organization.is_checked else "ждут проверки секретарём площадки"),
    ]


def _contacts(organization: Organization) -> list[tuple[str, Any]]:
    return [
        ("Адрес", organization.address),
        ("Район", organization.get_district_display()),
        ("Сайт", organization.site),
        ("Почта", organization.email),
        ("Телефон", organization.phone),
    ]


# Consents


@showing
def consents(request: HttpRequest) -> HttpResponse:
    """Each purpose on its own: given, withdrawn or not given yet."""
    given = {consent.purpose: consent for consent in request.user.consents.filter(withdrawn_at=None)}
    rows = [(purpose, given.get(purpose.value)) for purpose in Consent.Purpose]
    return render(request, "programme/consents.html", {"rows": rows})


@asking
def consent_page(request: HttpRequest, purpose: str) -> HttpResponse:
    """The text of one consent, and the act of giving it or taking it back."""
    if purpose not in Consent.Purpose.values:
        raise Http404
    given = request.user.consents.filter(purpose=purpose, withdrawn_at=None).first()
    kind, action = (
        (people_forms.WithdrawConsentForm, people.withdraw_consent)
        if given
        else (people_forms.GiveConsentForm, people.give_consent)
    )
    form = kind(_posted(request), by=request.user)
    version = given.text_version if given else CONSENT_TEXT
    return act_page(
        request, form, partial(action, purpose=purpose), capacity="лично", back=reverse("consent"),
        template="programme/consent.html", title=f"Согласие: {Consent.Purpose(purpose).label}", given=given,
        text=f"programme/consents/{purpose}-{version}.html", organisation_name=settings.ORGANISATION_NAME,
    )  # fmt: skip
