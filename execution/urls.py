"""Addresses of the room."""

from django.urls import path

from execution.bodies import views as bodies
from execution.confirmations import views as confirmations
from execution.editions import views as editions
from execution.fund import views as fund
from execution.grants import views as grants
from execution.measures import views as measures
from execution.money import views as money
from execution.outreach import views as outreach
from execution.reports import views as reports
from execution.undertakings import views

urlpatterns = [
    path("programme/", measures.programme, name="programme_table"),
    path("programme/results/", measures.expected, name="programme_results"),
    path("programme/editions/", editions.editions, name="programme_editions"),
    path("programme/editions/new/", editions.create, name="programme_edition_create"),
    path("programme/editions/historical/", editions.load, name="programme_edition_load"),
    path("programme/editions/<int:number>/", measures.edition, name="programme_edition"),
    path("programme/editions/<int:number>/compare/", editions.comparison, name="programme_compare"),
    path("programme/editions/<int:number>/timeline/", measures.timeline, name="programme_timeline"),
    path("programme/editions/<int:number>/money/", money.money, name="programme_money"),
    path("programme/editions/<int:number>/standing/", editions.enter_standing, name="programme_standing"),
    path("programme/standing/<int:pk>/", editions.standing_file, name="programme_standing_file"),
    path("programme/editions/<int:number>/act/", editions.act_file, name="programme_act"),
    path("programme/editions/<int:number>/archive/", editions.file_away, name="programme_file_away"),
    path("programme/editions/<int:number>/measures/new/", measures.add, name="measure_add"),
    path("programme/measures/<int:pk>/", measures.measure, name="measure"),
    path("programme/measures/<int:pk>/change/", measures.change, name="measure_change"),
    path("programme/measures/<int:pk>/remove/", measures.remove, name="measure_remove"),
    path("programme/measures/<int:pk>/link/", measures.link, name="measure_link"),
    path("programme/measures/<int:pk>/ask/", measures.ask_for_report, name="measure_ask"),
    path("programme/measures/<int:pk>/postings/new/", money.post, name="posting_add"),
    path("programme/links/<int:pk>/remove/", measures.unlink, name="measure_unlink"),
    path("programme/postings/<int:pk>/reverse/", money.reverse, name="posting_reverse"),
    path("programme/postings/<int:pk>/confirm/", money.confirm, name="posting_confirm"),
    path("programme/answers/<int:pk>/", confirmations.confirm, name="measure_confirm"),
    path("programme/answers/<int:pk>/photo/", confirmations.photo, name="confirmation_photo"),
    path("programme/bodies/", bodies.bodies, name="programme_bodies"),
    path("programme/bodies/new/", bodies.enter, name="programme_body_enter"),
    path("programme/bodies/<int:pk>/", bodies.change, name="programme_body_change"),
    path("fund/", fund.fund, name="fund"),
    path("fund/open/", fund.open_fund, name="fund_open"),
    path("fund/<int:pk>/postings/new/", fund.add, name="fund_posting_add"),
    path("fund/<int:pk>/statement/", fund.state, name="fund_statement"),
    path("grants/", grants.grants, name="grants"),
    path("grants/new/", grants.enter, name="grant_enter"),
    path("grants/<int:pk>/", grants.grant, name="grant"),
    path("grants/<int:pk>/tranches/new/", grants.plan, name="tranche_plan"),
    path("grants/<int:pk>/postings/new/", money.post_grant, name="grant_posting_add"),
    path("grants/tranches/<int:pk>/cancel/", grants.end, {"verb": "cancel"}, name="tranche_cancel"),
    path("grants/tranches/<int:pk>/refund/", grants.end, {"verb": "refund"}, name="tranche_refund"),
    path("grants/reports/<int:pk>/", grants.donor_report, name="donor_report"),
    path("media-plan/", outreach.listed, {"kind": "media"}, name="media_plan"),
    path("media-plan/new/", outreach.plan, {"kind": "media"}, name="media_plan_add"),
    path("products/", outreach.listed, {"kind": "product"}, name="products"),
    path("products/new/", outreach.plan, {"kind": "product"}, name="products_add"),
    path("undertakings/", views.undertakings, name="undertakings"),
    path("undertakings/<int:pk>/", views.undertaking, name="undertaking"),
    *(
        path(f"undertakings/<int:pk>/{verb.replace('_', '-')}/", views.act, {"verb": verb}, name=f"undertaking_{verb}")
        for verb in views.ACTS
    ),
    path("undertakings/evidence/<int:pk>/", reports.evidence, name="evidence"),
    path("undertakings/evidence/<int:pk>/picture/", reports.picture, name="evidence_picture"),
]
