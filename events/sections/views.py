"""Adding and editing a section by the organiser; choosing sections by whoever has registered."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework import roles
from casework.acting import act_page, held_capacity, reload_then
from events.registrations.models import Registration
from events.sections import actions, forms
from events.sections.models import Session


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A section by the organiser."""
    capacity = held_capacity(request, roles.EVENT_ORGANIZER)
    row = get_object_or_404(Session.objects.select_related("event__case"), pk=pk)
    posted = request.POST if request.method == "POST" else None
    form = forms.EditForm(posted, subject=row, by=request.user, initial=forms.EditForm.initial_for(row))
    return act_page(
        request, form, reload_then(actions.edit, row), capacity=capacity, back=row.event.get_absolute_url(),
        process=row.event.case.pk, title="Изменить секцию", about=f"{row.event}. Записанных никто не вытеснит.", edits=row,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own sections; for everybody else there is no such address."""
    row = get_object_or_404(Registration.objects.filter(person=request.user.pk).select_related("event__case"), pk=pk)
    if not actions.is_choosable(row.event):
        raise Http404
    chosen = [choice.session_id for choice in row.choices.live()]
    posted = request.POST if request.method == "POST" else None
    form = forms.ChooseForm(posted, subject=row, by=request.user, initial={"sections": chosen})
    return act_page(
        request, form, reload_then(actions.choose, row), capacity="лично", back=row.get_absolute_url(),
        process=row.event.case.pk, title="Выбрать секции", about=f"{row.event}. Две секции в один час не выбрать.",
    )  # fmt: skip
