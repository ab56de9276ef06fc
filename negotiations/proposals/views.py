"""Pages of the proposals: the register, a proposal's page, its files, and the acts outside the flow's steps."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casework import chart, door, inbox, roles, searching
from casework.acting import act_page, reload_then
from casework.forms import AskForm
from casework.models import Waiting
from casework.pages import keyset, moves, own_steps, place_in, steps_at
from casework.views import start_page, token_of
from documents import files
from expertise.asking.page import steps_to_answer
from negotiations.applications import actions as applications
from negotiations.applications import application
from negotiations.applications.models import Attachment
from negotiations.implementation.page import story
from negotiations.platforms.models import NegotiationPlatform
from negotiations.proposals import actions, page
from negotiations.proposals.flow import ProposalFlow
from negotiations.proposals.forms import InitiativeForm, WithdrawForm
from negotiations.proposals.models import WORDS_OF_A_PROPOSAL, Proposal
from negotiations.proposals.similar import Text, similar
from negotiations.talks.models import Negotiation
from programme.access import holds, keys_of
from programme.classifiers import ProgramLevel
from programme.lists import catalogue
from programme.models import Organization, Sector

PAGE = 25
CITY = "city"  # the filter for what is about no single district
Status = Proposal.Status

STEPS = [
    ("Подача", {Status.DRAFT}),
    ("Проверка", {Status.SUBMITTED, Status.REGISTERED, Status.FORMAL_CHECK, Status.RETURNED, Status.ADMITTED}),
    ("Переговоры", {Status.NEGOTIATING, Status.NEGOTIATION_FAILED, Status.AGREED}),
    ("Экспертиза", {Status.UNDER_EXPERTISE, Status.REWORK, Status.RECOMMENDED, Status.NOT_RECOMMENDED}),
    ("Комитет", {Status.ON_COMMITTEE, Status.DEFERRED}),
    ("Решение", {Status.SUPPORTED, Status.DECLINED}),
    ("Реализация", {Status.IMPLEMENTING, Status.COMPLETED, Status.TERMINATED}),
]
OVER = (Status.DECLINED, Status.COMPLETED)


def steps_of(proposal: Proposal, has_negotiated: bool) -> list[tuple[str, str]]:
    """Where the proposal stands, for people: a stopped one stays at the step it reached."""
    position = place_in(STEPS, proposal.status)
    if position is None:
        negotiated = 2 if has_negotiated else 1 if proposal.number else 0
        reached = 4 if proposal.agenda_item_id else 3 if proposal.expertise_id else negotiated
        position = 6 if proposal.ended_as in (Status.COMPLETED, Status.TERMINATED) else reached
    is_over = {proposal.status, proposal.ended_as} & set(OVER)
    steps = STEPS[:-1] if Status.DECLINED in is_over else STEPS
    return steps_at((title for title, _ in steps), position, is_over=bool(is_over))


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The public register: full-text search, filters, keyset pages."""
    rows: QuerySet[Proposal] = Proposal.objects.visible_to(request.user).select_related("organization")
    rows = rows.exclude(number="")
    query = searching.asked(request.GET)
    chosen = _chosen(request)
    if query:
        in_districts = districts_named(query)
        applicants = Organization.objects.annotate(known_by=searching.vector("short_name", "full_name"))
        worded = searching.narrow(
            rows, query, number="number", words_in=WORDS_OF_A_PROPOSAL, related={"organization": applicants}
        )
        rows = (
            rows.filter(Q(pk__in=worded.values("pk")) | Q(districts__overlap=in_districts)) if in_districts else worded
        )
    for name, value in chosen.items():
        rows = rows.filter(**_condition(name, value))
    proposals, older = keyset(rows, request.GET.get("before", ""), PAGE)
    statuses = [choice for choice in Status.choices if choice[0] != Status.DRAFT]
    context = {
        "proposals": proposals,
        "older": older,
        "query": query,
        "chosen": chosen,
        "clusters": catalogue.every("clusters"),
        "directions": catalogue.every("directions"),
        "levels": ProgramLevel.choices,
        "areas": catalogue.every("areas"),
        "districts": [*catalogue.every("districts"), (CITY, "весь город")],
        "statuses": statuses,
        "platforms": [
            (str(row.pk), row.title) for row in NegotiationPlatform.objects.order_by("-accepts_until", "pk")[:PAGE]
        ],
    }
    return render(request, "negotiations/proposals/register.html", context)


def districts_named(query: str) -> list[str]:
    """Districts that a search names, whatever the ending: «Октябрьский», «в Октябрьском районе»."""
    words = [word.strip(".,«»").lower() for word in query.split()]
    return [
        code
        for code, title in catalogue.every("districts")
        if any(word.startswith(str(title).lower()[:-2]) for word in words)
    ]


def _condition(name: str, value: str) -> dict[str, Any]:
    """What a filter asks of the rows."""
    if name == "district":
        return {"districts": []} if value == CITY else {"districts__contains": [value]}
    return {"organization__sector" if name == "sector" else name: value}


def _chosen(request: HttpRequest) -> dict[str, str]:
    """The filters of the register; a value that is not on the list filters nothing."""
    known = {
        "cluster": catalogue.codes("clusters"),
        "direction": catalogue.codes("directions"),
        "level": ProgramLevel.values,
        "area": catalogue.codes("areas"),
        "status": Status.values,
        "sector": Sector.values,
        "district": [*catalogue.codes("districts"), CITY],
    }
    chosen = {name: value for name, values in known.items() if (value := request.GET.get(name, "")) in values}
    platform = request.GET.get("platform", "")
    return {**chosen, "platform": platform} if platform.isdecimal() and len(platform) < 10 else chosen


@never_cache
@require_safe
def similar_to(request: HttpRequest, pk: int) -> HttpResponse:
    """What the city has seen of the same kind: for whoever may read the text of the proposal."""
    row = get_object_or_404(Proposal.objects.visible_to(request.user).select_related("organization"), pk=pk)
    if not row.is_published and not Proposal.objects.open_to(request.user).filter(pk=pk).exists():
        raise Http404
    return render(request, "negotiations/proposals/similar.html", {"proposal": row, "similar": similar(Text.of(row))})


@never_cache
@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """A proposal's page: where it stands, whose move it is, timeline, documents; the full text to those who may read it."""
    proposal = get_object_or_404(
        Proposal.objects.visible_to(request.user).select_related(
            "organization", "platform__operator", "case", "expertise__conclusion", "agenda_item__body"
        ).annotate(is_open=Exists(Proposal.objects.open_to(request.user).filter(pk=OuterRef("pk")))),
        pk=pk,
    )  # fmt: skip
    is_open = proposal.is_open  # type: ignore[attr-defined]
    keys = set(keys_of(request.user))
    drawing_up, rows = actions.is_being_drawn_up(proposal), page.Rows(proposal, request.user, is_open)
    if rows.counts:
        request.counts = inbox.Counts.of(*rows.counts)  # type: ignore[attr-defined]  # the menu need not count again
    since = story(proposal, request.user)
    context = {
        "proposal": proposal,
        "steps": steps_of(proposal, bool(rows.negotiations)),
        "is_open": is_open,
        "is_applicant": proposal.member_key in keys,
        "may_withdraw": proposal.signer_key in keys and proposal.status in Proposal.BEFORE_SUPPORT and not drawing_up,
        "is_being_drawn_up": drawing_up,
        "may_sign_initiative": roles.COMMITTEE_MEMBER in keys and proposal.status == Status.NOT_RECOMMENDED,
        "moves": [*moves(rows.waitings), *since.moves],
        "my_tasks": [*own_steps(rows.waitings, keys), *steps_to_answer(proposal.expertise, keys), *since.my_tasks],
        "story": since,
        "timeline": page.timeline(rows.entries, rows.papers, is_open),
        "documents": rows.papers,
        "negotiations": rows.negotiations,
        "people": page.people(proposal, rows),
        "scores": page.scores(proposal),
        "sections": application.sections(proposal, rows.lines, rows.files) if is_open else [],
        "files": rows.files,
        "text": page.public_text(proposal),
        "budget": page.budget(rows.lines),
        "contributions": rows.contributions,
        "remarks": [(application.label(remark.field), remark.text) for remark in rows.remarks],
        "picture": chart.svg(ProposalFlow, rows.tasks),
        "picture_steps": chart.steps(ProposalFlow, rows.tasks),
    }
    return render(request, "negotiations/proposals/proposal.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """PP-01: begin a draft."""
    return start_page(request, ProposalFlow.create, {"platforms": NegotiationPlatform.objects.accepting()})


@never_cache
@login_required
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The proposals of my organisations, the newest first."""
    own = [int(key.split(":")[1]) for key in keys_of(request.user) if key.startswith("member:")]
    rows = Proposal.objects.visible_to(request.user).filter(organization__in=own).select_related("organization")
    proposals, older = keyset(rows, request.GET.get("before", ""), PAGE)
    talks = Negotiation.objects.of(request.user).exclude(proposal__organization__in=own)
    context = {
        "proposals": proposals,
        "older": older,
        "negotiations": talks.select_related("proposal__organization", "platform").order_by("-pk")[:PAGE],
    }
    return render(request, "negotiations/proposals/cases.html", context)


@require_safe
def attachment(request: HttpRequest, pk: int) -> FileResponse:
    """Download a file, for those to whom the proposal is open; never shown inside our pages."""
    attachment = get_object_or_404(Attachment, pk=pk, proposal__in=Proposal.objects.open_to(request.user))
    return files.download(attachment)


@login_required
@require_POST
def detach(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file off an application that is still being written."""
    attachment = get_object_or_404(
        Attachment, pk=pk, removed_at=None, proposal__in=Proposal.objects.visible_to(request.user)
    )
    if not holds(request.user, attachment.proposal.member_key):
        raise Http404
    form = AskForm({}, by=request.user)
    capacity = door.capacity_in(request.user, attachment.proposal.member_key)
    done = form.is_valid() and door.act(
        attachment.proposal.case.pk,
        by=request.user,
        capacity=capacity,
        form=form,
        token=token_of(request),
        action=reload_then(applications.detach, attachment),
    )
    if not done:
        messages.error(request, " ".join(str(error) for error in form.non_field_errors()))
    waiting = Waiting.objects.open().of(request.user).filter(process=attachment.proposal.case).first()
    return redirect(waiting or attachment.proposal)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """PP-33."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user), pk=pk)
    capacity = door.capacity_in(request.user, proposal.signer_key)
    if not capacity:
        raise PermissionDenied
    about = f"«{proposal.title}». Отозвать можно в любой момент до поддержки, кроме времени, когда идёт голосование. Вернуть отозванное нельзя."
    form = WithdrawForm(request.POST or None, subject=proposal, by=request.user)
    return act_page(
        request, form, reload_then(actions.withdraw, proposal), process=proposal.case.pk, capacity=capacity, back=proposal.get_absolute_url(),
        title="Отозвать предложение", about=about,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def initiative(request: HttpRequest, pk: int) -> HttpResponse:
    """PP-24."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user), pk=pk)
    capacity = door.capacity_in(request.user, roles.COMMITTEE_MEMBER)
    if not capacity:
        raise PermissionDenied
    about = f"«{proposal.title}»: экспертиза его не рекомендует. Вопрос вносится в комитет, если инициативу подпишет не менее трети членов."
    form = InitiativeForm(request.POST or None, subject=proposal, by=request.user)
    return act_page(
        request, form, reload_then(actions.sign_initiative, proposal), process=proposal.case.pk, capacity=capacity, back=proposal.get_absolute_url(),
        title="Вынести вопрос вопреки выводу экспертизы", about=about,
    )  # fmt: skip
