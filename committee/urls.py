"""Addresses of the sitting room."""

from django.urls import path

from committee.agenda import views as agenda
from committee.bodies import views as bodies
from committee.groups import views as groups
from committee.head_acts import views as head_acts
from committee.meetings import views
from committee.revisions import views as revisions
from committee.rules import views as rules
from committee.seats import views as seats
from committee.teams import views as teams

urlpatterns = [
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/kinds/", bodies.kinds, name="body_kinds"),
    path("bodies/kinds/new/", bodies.add_kind, name="body_kind_add"),
    path("bodies/kinds/<slug:key>/", bodies.change_kind, name="body_kind"),
    path("bodies/kinds/<slug:key>/found/", bodies.found_body, name="body_found"),
    path("bodies/groups/new/", groups.ask, name="group_ask"),
    path("bodies/groups/<int:pk>/", groups.group_request, name="group_request"),
    path("bodies/groups/<int:pk>/withdraw/", groups.withdraw, name="group_withdraw"),
    path("bodies/<int:pk>/", bodies.body, name="body"),
    path("bodies/<int:pk>/order/", bodies.order, name="body_order"),
    path("bodies/<int:pk>/tasks/new/", teams.give_task, name="body_task"),
    path("directions/<slug:code>/team/", teams.team, name="direction_team"),
    path("directions/<slug:code>/team/new/", teams.form_team, name="direction_team_form"),
    path("directions/<slug:code>/edit/", teams.edit, name="direction_edit"),
    path("bodies/<int:pk>/question/", agenda.put_question, name="question_put"),
    path("bodies/<int:pk>/close/", bodies.close, name="body_close"),
    path("bodies/<int:pk>/invite/", seats.invite, name="seats_invite"),
    path("bodies/<int:pk>/seats/new/", seats.add, name="seat_add"),
    path("bodies/seats/<int:pk>/end/", bodies.end_seat, name="seat_end"),
    path("bodies/seats/<int:pk>/replace/", seats.replace, name="seat_replace"),
    path("sittings/", views.sittings, name="sittings"),
    path("sittings/plan/", views.plan, name="sitting_plan"),
    path("sittings/<int:pk>/", views.sitting, name="sitting"),
    path("sittings/<int:pk>/now/", views.sitting_now, name="sitting_now"),
    path("sittings/<int:pk>/acts/<slug:verb>/", views.sitting_act, name="sitting_act"),
    path("sittings/<int:pk>/items/<int:line_pk>/<slug:verb>/", views.line_act, name="line_act"),
    path("decisions/<int:pk>/act/", head_acts.act_copy, name="decision_act"),
    path("decisions/<int:pk>/revise/", revisions.revise, name="decision_revise"),
    path("rules/", rules.drafts, name="rules_drafts"),
    path("rules/new/", rules.begin, name="rules_begin"),
    path("rules/<int:pk>/", rules.draft, name="rules_draft"),
    path("rules/<int:pk>/effects/", rules.effects, name="rules_effects"),
    path("rules/<int:pk>/criteria/", rules.criteria, name="rules_criteria"),
    path("rules/<int:pk>/list/", rules.list_rows, name="rules_list"),
    path("rules/<int:pk>/chapters/<slug:code>/", rules.chapter, name="rules_chapter"),
    path("rules/<int:pk>/acts/<slug:verb>/", rules.act, name="rules_act"),
]
