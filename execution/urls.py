"""Addresses of the room."""

from django.urls import path

from execution.reports import views as reports
from execution.undertakings import views

urlpatterns = [
    path("undertakings/", views.undertakings, name="undertakings"),
    path("undertakings/<int:pk>/", views.undertaking, name="undertaking"),
    path("undertakings/<int:pk>/suspend/", views.suspend, name="undertaking_suspend"),
    path("undertakings/<int:pk>/resume/", views.resume, name="undertaking_resume"),
    path("undertakings/<int:pk>/give-up/", views.give_up, name="undertaking_give_up"),
    path("undertakings/<int:pk>/drop/", views.drop, name="undertaking_drop"),
    path("undertakings/<int:pk>/reassign/", views.reassign, name="undertaking_reassign"),
    path("undertakings/evidence/<int:pk>/", reports.evidence, name="evidence"),
    path("undertakings/evidence/<int:pk>/picture/", reports.picture, name="evidence_picture"),
]
