"""Pages of changes of the rules: the list, a draft, its chapters, what it would mean, plain acts."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from casework.acting import act_page, reload_then
from casework.pages import open_steps, own_steps, page_of
from casework.views import start_page
from committee.roles import DRAFT_READERS
from committee.rules import actions, page
from committee.rules.chapters import chapter_form
from committee.rules.criteria import CriteriaForm
from committee.rules.flow import RulesFlow, drafts_rules
from committee.rules.forms import DiscardForm, RecallForm, RenewForm
from committee.rules.lists import DraftListForm
from committee.rules.models import RulesDraft
from programme.access import holds, keys_of
from programme.pages import asking, posted, showing
from programme.regulations import schema

PAGE = 30
ACTS: dict[str, tuple[Any, Any, str]] = {
    "recall": (RecallForm, actions.recall, "Отозвать проект из комитета"),
    "discard": (DiscardForm, actions.discard, "Снять проект"),
    "renew": (RenewForm, actions.renew, "Перенести проект на последнюю версию"),
}


@showing
def drafts(request: HttpRequest) -> HttpResponse:
    """All changes of the rules, those under way and those that are over."""
    if not holds(request.user, *DRAFT_READERS):
        raise PermissionDenied
    rows = RulesDraft.objects.visible_to(request.user)
    before = request.GET.get("before", "")
    if before.isascii() and before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    shown, older = page_of(rows, PAGE)
    context = {"drafts": shown, "older": older, "may_begin": bool(drafts_rules(request.user))}
    return render(request, "committee/rules/drafts.html", context)


@asking
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a change of the rules."""
    return start_page(request, RulesFlow.begin)


def _visible(request: HttpRequest, pk: int) -> RulesDraft:
    return get_object_or_404(RulesDraft.objects.visible_to(request.user).select_related("item", "case"), pk=pk)


def _written(request: HttpRequest, pk: int) -> RulesDraft:
    """A draft for whoever may write it; it need not be open: the act says what has become of it."""
    draft = _visible(request, pk)
    if not drafts_rules(request.user):
        raise PermissionDenied
    return draft


@showing
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft: what it changes and what is wrong with it."""
    row = _visible(request, pk)
    may_write = bool(drafts_rules(request.user))
    context = {
        "draft": row,
        "comparison": page.compared(row),
        "may_write": may_write and row.is_open,
        "may_recall": may_write and row.status == RulesDraft.Status.PROPOSED,
        "my_tasks": own_steps(open_steps(row.case.pk), keys_of(request.user)),  # type: ignore[attr-defined]
        "timeline": page.timeline_of(row),
    }
    return render(request, "committee/rules/draft.html", context)


@showing
def effects(request: HttpRequest, pk: int) -> HttpResponse:
    """What the change would mean, reckoned on what has really happened."""
    row = _visible(request, pk)
    context = {"draft": row, "comparison": page.compared(row), "effects": page.effects(row)}
    return render(request, "committee/rules/effects.html", context)


@asking
def chapter(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Write one chapter of the regulation."""
    row = _written(request, pk)
    part = next((part for part in schema.chapters() if part.code == code and row.is_regulation), None)
    if part is None:
        raise Http404
    form_class = chapter_form(code)
    form = form_class(posted(request), subject=row, by=request.user, initial=form_class.initial_for(row))
    return act_page(
        request, form, reload_then(actions.write_chapter, row), capacity=drafts_rules(request.user), process=row.case.pk,  # type: ignore[attr-defined]
        back=row.get_absolute_url(), title=part.title, about=part.about, edits=row, template="committee/rules/chapter.html", draft=row,
    )  # fmt: skip


@asking
def criteria(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a set of criteria."""
    row = _written(request, pk)
    if row.is_regulation or row.is_list:
        raise Http404
    form = CriteriaForm(posted(request), subject=row, by=request.user, initial=CriteriaForm.initial_for(row))
    return act_page(
        request, form, reload_then(actions.write_rows, row), capacity=drafts_rules(request.user), process=row.case.pk,  # type: ignore[attr-defined]
        back=row.get_absolute_url(), title=str(row.base), edits=row, template="committee/rules/criteria.html", draft=row,
    )  # fmt: skip


@asking
def list_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a list of the city."""
    row = _written(request, pk)
    if not row.is_list:
        raise Http404
    form = DraftListForm(posted(request), subject=row, by=request.user, initial=DraftListForm.initial_for(row))
    return act_page(
        request, form, reload_then(actions.write_rows, row), capacity=drafts_rules(request.user), process=row.case.pk,  # type: ignore[attr-defined]
        back=row.get_absolute_url(), title=str(row.base), edits=row, template="committee/rules/list.html", draft=row, kind=form.list_kind,
    )  # fmt: skip


@asking
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a draft back from the committee, give it up, carry it over to the latest version."""
    row = _written(request, pk)
    if verb not in ACTS:
        raise Http404
    form_class, action, title = ACTS[verb]
    form = form_class(posted(request), subject=row, by=request.user)
    return act_page(
        request, form, reload_then(action, row), capacity=drafts_rules(request.user), process=row.case.pk,  # type: ignore[attr-defined]
        back=row.get_absolute_url(), title=title, about=row.title,
    )  # fmt: skip
