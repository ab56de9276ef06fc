"""Addresses of the sitting room."""

from django.urls import path

from committee.meetings import views
from committee.rules import views as rules

urlpatterns = [
    path("committee/", views.composition, name="committee"),
    path("sittings/", views.sittings, name="sittings"),
    path("sittings/plan/", views.plan, name="sitting_plan"),
    path("sittings/<int:pk>/", views.sitting, name="sitting"),
    path("sittings/<int:pk>/now/", views.sitting_now, name="sitting_now"),
    path("sittings/<int:pk>/acts/<slug:verb>/", views.sitting_act, name="sitting_act"),
    path("sittings/<int:pk>/items/<int:line_pk>/<slug:verb>/", views.line_act, name="line_act"),
    path("rules/", rules.drafts, name="rules_drafts"),
    path("rules/new/", rules.begin, name="rules_begin"),
    path("rules/<int:pk>/", rules.draft, name="rules_draft"),
    path("rules/<int:pk>/effects/", rules.effects, name="rules_effects"),
    path("rules/<int:pk>/criteria/", rules.criteria, name="rules_criteria"),
    path("rules/<int:pk>/chapters/<slug:code>/", rules.chapter, name="rules_chapter"),
    path("rules/<int:pk>/acts/<slug:verb>/", rules.act, name="rules_act"),
]
