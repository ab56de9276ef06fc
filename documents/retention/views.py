"""The nomenclature, and an inventory of it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework.acting import act_page, held_capacity
from documents.registers.kinds import registers
from documents.retention import actions, forms, page


@never_cache
@require_safe
def nomenclature(request: HttpRequest) -> HttpResponse:
    """Which papers the city keeps and for how long."""
    return render(request, "documents/retention/nomenclature.html", page.nomenclature(request.user))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def inventory(request: HttpRequest, register: str) -> HttpResponse:
    """The office draws up the inventory of a year; for everybody else there is no such address."""
    capacity = held_capacity(request, *page.OFFICE)
    rule = registers().get(register)
    if rule is None:
        raise Http404
    form = forms.InventoryForm(request.POST if request.method == "POST" else None, subject=rule, by=request.user)
    return act_page(
        request, form, lambda **answers: actions.draw_up(rule, **answers), capacity=capacity, back=reverse("nomenclature"),
        title="Составить опись",
        about=f"Дело {rule.index} «{rule.title}»: все документы года с номерами и отпечатками. "
        "Вторую опись того же года не составляют.",
    )  # fmt: skip
