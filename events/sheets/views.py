"""The sheet of a course, by the head of training."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework import roles
from casework.acting import act_page, held_capacity, reload_then
from events.occasions.models import Event
from events.sheets import actions, forms


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draw_up(request: HttpRequest, pk: int) -> HttpResponse:
    """For everybody else there is no such address."""
    capacity = held_capacity(request, roles.TRAINING_HEAD)
    row = get_object_or_404(Event.objects.announced().select_related("case__regulation"), pk=pk)
    if not row.rule.attests:
        raise Http404
    form = forms.SheetForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    rules = row.case.regulation
    about = (
        f"{row}. Курс пройден при явке не меньше {rules.value('training.attendance_min')} % и итоге не меньше "
        f"{rules.value('training.result_min')} из 100. Ведомость получит номер и код проверки; её открывают руководитель обучения, "
        "организатор и секретарь комитета."
    )
    return act_page(
        request, form, reload_then(actions.draw_up, row), capacity=capacity, back=row.get_absolute_url(), process=row.case.pk,
        title="Составить ведомость аттестации", about=about,
    )  # fmt: skip
