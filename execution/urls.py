"""Addresses of the room."""

from django.urls import path

from execution.reports import views as reports
from execution.undertakings import views

urlpatterns = [
    path("undertakings/", views.undertakings, name="undertakings"),
    path("undertakings/<int:pk>/", views.undertaking, name="undertaking"),
    *(
        path(f"undertakings/<int:pk>/{verb.replace('_', '-')}/", views.act, {"verb": verb}, name=f"undertaking_{verb}")
        for verb in views.ACTS
    ),
    path("undertakings/evidence/<int:pk>/", reports.evidence, name="evidence"),
    path("undertakings/evidence/<int:pk>/picture/", reports.picture, name="evidence_picture"),
]
