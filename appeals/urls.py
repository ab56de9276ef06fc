"""Addresses of appeals."""

from django.urls import path

from appeals.filing import views as filing
from appeals.hearing import views as hearing

urlpatterns = [
    path("appeals/", filing.appeals, name="appeals"),
    path("appeals/file/", filing.file, name="appeal_file"),
    path("appeals/<int:pk>/", filing.appeal, name="appeal"),
    path("appeals/<int:pk>/withdraw/", filing.withdraw, name="appeal_withdraw"),
    path("appeals/<int:pk>/evidence/", filing.add_evidence, name="appeal_evidence_add"),
    path("appeals/<int:pk>/postpone/", hearing.postpone, name="appeal_postpone"),
    path("appeal-files/<int:pk>/", filing.evidence, name="appeal_evidence"),
]
