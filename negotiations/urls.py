"""Addresses of the proposals."""

from django.urls import path

from negotiations import views

urlpatterns = [
    path("proposals/", views.register, name="proposals"),
    path("proposals/new/", views.create, name="proposal_create"),
    path("proposals/<int:pk>/", views.proposal, name="proposal"),
    path("proposals/<int:pk>/withdraw/", views.withdraw, name="proposal_withdraw"),
    path("proposals/<int:pk>/initiative/", views.initiative, name="proposal_initiative"),
    path("attachments/<int:pk>/", views.attachment, name="attachment"),
    path("attachments/<int:pk>/remove/", views.detach, name="attachment_remove"),
    path("cases/", views.cases, name="cases"),
]
