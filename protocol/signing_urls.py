"""Addresses of signing the Protocol and of keeping to it."""

from django.urls import path

from protocol.commitments import views as commitments
from protocol.complaints import views as complaints
from protocol.signatories import views as signatories

urlpatterns = [
    path("protocol/signatories/", signatories.signatories, name="signatories"),
    path("protocol/signatories/invite/", signatories.invite, name="signatories_invite"),
    path("protocol/signatories/<int:pk>/", signatories.signatory, name="signatory"),
    path("protocol/signatories/<int:pk>/leave/", signatories.depart, name="signatory_leave"),
    path("protocol/signatories/<int:pk>/commit/", signatories.commit, name="signatory_commit"),
    path("protocol/departures/<int:pk>/take-back/", signatories.take_back, name="departure_take_back"),
    path("protocol/accession/", signatories.accession, name="accession"),
    path("protocol/measures/new/", signatories.measure, name="measure_propose"),
    path("protocol/reports/", commitments.reports, name="protocol_reports"),
    path("protocol/reports/ask/", commitments.ask_reports, name="protocol_reports_ask"),
    path("protocol/reports/summary/", commitments.sum_up, name="protocol_reports_summary"),
    path("protocol/complaints/", complaints.complaints, name="norm_complaints"),
    path("protocol/complaints/new/", complaints.complain, name="norm_complain"),
    path("protocol/complaints/<int:pk>/", complaints.complaint, name="norm_complaint"),
]
