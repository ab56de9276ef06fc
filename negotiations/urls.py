"""Addresses of the proposals."""

from django.urls import path

from negotiations import agreement_views, contribution_views, negotiation_views, platform_views, views

urlpatterns = [
    path("proposals/", views.register, name="proposals"),
    path("proposals/new/", views.create, name="proposal_create"),
    path("proposals/<int:pk>/", views.proposal, name="proposal"),
    path("proposals/<int:pk>/withdraw/", views.withdraw, name="proposal_withdraw"),
    path("proposals/<int:pk>/initiative/", views.initiative, name="proposal_initiative"),
    path("attachments/<int:pk>/", views.attachment, name="attachment"),
    path("attachments/<int:pk>/remove/", views.detach, name="attachment_remove"),
    path("cases/", views.cases, name="cases"),
    path("negotiations/<int:pk>/package/", contribution_views.package_page, name="negotiation_package"),
    path("negotiations/<int:pk>/package/now/", contribution_views.package_now, name="negotiation_package_now"),
    path("negotiations/<int:pk>/offer/", contribution_views.offer_kinds, name="negotiation_offer_kinds"),
    path("negotiations/<int:pk>/offer/<str:kind>/", contribution_views.offer, name="negotiation_offer"),
    path("contributions/", contribution_views.network, name="contributions"),
    path("contributions/<int:pk>/", contribution_views.contribution, name="contribution"),
    *[
        path(
            f"contributions/<int:pk>/{verb}/",
            contribution_views.contribution_act,
            {"verb": verb},
            name=f"contribution_{verb}",
        )
        for verb in contribution_views.ACTS
    ],
    path("contributions/conditions/<int:pk>/lift/", contribution_views.condition_lift, name="condition_lift"),
    path("contributions/evidence/<int:pk>/", contribution_views.evidence, name="delivery_evidence"),
    path("agreements/<int:pk>/", agreement_views.agreement, name="agreement"),
    *[
        path(
            f"agreements/<int:pk>/{verb.replace('_', '-')}/",
            agreement_views.change,
            {"verb": verb},
            name=f"agreement_{verb}",
        )
        for verb in agreement_views.ACTS
    ],
    path("platforms/", platform_views.platforms, name="platforms"),
    path("platforms/new/", platform_views.new, name="platform_new"),
    path("platforms/<int:pk>/", platform_views.platform, name="platform"),
    path("platforms/<int:pk>/edit/", platform_views.edit, name="platform_edit"),
    path("platforms/<int:pk>/venues/new/", platform_views.venue_new, name="venue_new"),
    path("venues/<int:pk>/edit/", platform_views.venue_edit, name="venue_edit"),
    path("negotiations/", negotiation_views.desk, name="negotiations"),
    path("negotiations/<int:pk>/", negotiation_views.negotiation, name="negotiation"),
    path("negotiations/<int:pk>/propose/", negotiation_views.propose, name="negotiation_propose"),
    path("negotiations/<int:pk>/cancel/", negotiation_views.cancel, name="negotiation_cancel"),
    path("negotiations/<int:pk>/consent/", negotiation_views.consent, name="negotiation_consent"),
    path("negotiations/<int:pk>/extend/", negotiation_views.extend, name="negotiation_extend"),
    path("negotiations/<int:pk>/succeed/", negotiation_views.succeed, name="negotiation_succeed"),
    path("negotiations/<int:pk>/suspend/", negotiation_views.suspend, name="negotiation_suspend"),
    path("negotiations/<int:pk>/close/", negotiation_views.close, name="negotiation_close"),
]
