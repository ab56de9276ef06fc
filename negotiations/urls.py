"""Addresses of the proposals."""

from django.urls import path

from casework.basket_pages import basket_page
from negotiations.agreements import views as agreements
from negotiations.contributions import views as contributions
from negotiations.districts import views as districts
from negotiations.experiments import views as experiments
from negotiations.implementation import views as implementation
from negotiations.platforms import views as platforms
from negotiations.proposals import views
from negotiations.schemes import views as schemes
from negotiations.talks import views as talks

urlpatterns = [
    path("proposals/", views.register, name="proposals"),
    path("proposals/new/", views.create, name="proposal_create"),
    path("proposals/<int:pk>/", views.proposal, name="proposal"),
    path("proposals/<int:pk>/similar/", views.similar_to, name="proposal_similar"),
    path("proposals/<int:pk>/give-up/", implementation.give_up, name="proposal_give_up"),
    path("proposals/<int:pk>/withdraw/", views.withdraw, name="proposal_withdraw"),
    path("proposals/<int:pk>/initiative/", views.initiative, name="proposal_initiative"),
    path("attachments/<int:pk>/", views.attachment, name="attachment"),
    path("attachments/<int:pk>/remove/", views.detach, name="attachment_remove"),
    path("cases/", views.cases, name="cases"),
    path("negotiations/<int:pk>/package/", contributions.package_page, name="negotiation_package"),
    path("negotiations/<int:pk>/package/now/", contributions.package_now, name="negotiation_package_now"),
    path("negotiations/<int:pk>/offer/", contributions.offer_kinds, name="negotiation_offer_kinds"),
    path("negotiations/<int:pk>/offer/<str:kind>/", contributions.offer, name="negotiation_offer"),
    path("contributions/", contributions.network, name="contributions"),
    path("contributions/deliveries/", basket_page, {"page": "deliveries"}, name="deliveries"),
    path("contributions/<int:pk>/", contributions.contribution, name="contribution"),
    *[
        path(
            f"contributions/<int:pk>/{verb}/",
            contributions.contribution_act,
            {"verb": verb},
            name=f"contribution_{verb}",
        )
        for verb in contributions.ACTS
    ],
    path("contributions/conditions/<int:pk>/lift/", contributions.condition_lift, name="condition_lift"),
    path("contributions/evidence/<int:pk>/", contributions.evidence, name="delivery_evidence"),
    path("agreements/<int:pk>/", agreements.agreement, name="agreement"),
    *[
        path(
            f"agreements/<int:pk>/{verb.replace('_', '-')}/",
            agreements.change,
            {"verb": verb},
            name=f"agreement_{verb}",
        )
        for verb in agreements.ACTS
    ],
    path("districts/", districts.districts, name="districts"),
    path("districts/<str:code>/", districts.district, name="district"),
    path("districts/<str:code>/feed.xml", districts.feed, name="district_feed"),
    path("proposals/<int:pk>/scheme/", schemes.scheme, name="proposal_scheme"),
    path("platforms/", platforms.platforms, name="platforms"),
    path("platforms/new/", platforms.new, name="platform_new"),
    path("platforms/<int:pk>/", platforms.platform, name="platform"),
    path("platforms/<int:pk>/conclusion/", experiments.conclude, name="experiment_conclude"),
    path("platforms/<int:pk>/edit/", platforms.edit, name="platform_edit"),
    path("negotiations/", talks.desk, name="negotiations"),
    path("negotiations/<int:pk>/", talks.negotiation, name="negotiation"),
    path("negotiations/<int:pk>/succeed/", talks.succeed, name="negotiation_succeed"),
    *[
        path(f"negotiations/<int:pk>/{verb}/", talks.act, {"verb": verb}, name=f"negotiation_{verb}")
        for verb in talks.ACTS
    ],
]
