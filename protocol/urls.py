"""Addresses of the Protocol: its text and amendments, signing it, keeping to it."""

from django.urls import path

from protocol.amendments import views as amendments
from protocol.articles import views as articles
from protocol.commitments import views as commitments
from protocol.complaints import views as complaints
from protocol.departures import views as departures
from protocol.editions import views as editions
from protocol.measures import views as measures
from protocol.signatories import views as signatories
from protocol.signing import views as signing
from protocol.subamendments import views as subamendments
from protocol.text import views as text

urlpatterns = [
    path("protocol/", text.current, name="protocol"),
    path("protocol/on/", text.on_day, name="protocol_on"),
    path("protocol/compare/", text.compare, name="protocol_compare"),
    path("protocol/group/", text.group, name="protocol_group"),
    path("protocol/editions/", editions.index, name="protocol_editions"),
    path("protocol/editions/new/", editions.create, name="protocol_edition_create"),
    path("protocol/editions/<int:number>/", editions.edition, name="protocol_edition"),
    path("protocol/editions/<int:number>/amendments/", amendments.table, name="protocol_amendments"),
    path("protocol/editions/<int:number>/amend/", amendments.new_article, name="protocol_amend_new"),
    path("protocol/editions/<int:number>/extend/", editions.extend, name="protocol_extend"),
    path("protocol/editions/<int:number>/preamble/", editions.preamble, name="protocol_preamble"),
    path("protocol/editions/<int:number>/articles/add/", editions.add_article, name="protocol_article_add"),
    path("protocol/editions/<int:number>/articles/<str:code>/", editions.write, name="protocol_article_write"),
    path("protocol/editions/<int:number>/articles/<str:code>/drop/", editions.drop, name="protocol_article_drop"),
    path("protocol/articles/<str:code>/", articles.article, name="protocol_article"),
    path("protocol/articles/<str:code>/amend/", amendments.change, name="protocol_amend"),
    path("protocol/amendments/<int:pk>/", amendments.amendment, name="protocol_amendment"),
    path("protocol/amendments/<int:pk>/withdraw/", amendments.withdraw, name="protocol_amendment_withdraw"),
    path("protocol/amendments/<int:pk>/amend/", subamendments.propose, name="protocol_amendment_amend"),
    path("protocol/petitions/<int:pk>/", amendments.petition, name="protocol_petition"),
    path("protocol/petitions/<int:pk>/support/", amendments.support, name="protocol_petition_support"),
    path("protocol/petitions/<int:pk>/give-up/", amendments.give_up, name="protocol_petition_give_up"),
    path("protocol/signatories/", signatories.signatories, name="signatories"),
    path("protocol/signatories/invite/", signatories.invite, name="signatories_invite"),
    path("protocol/signatories/<int:pk>/", signatories.signatory, name="signatory"),
    path("protocol/signatories/<int:pk>/otherwise/", signing.sign_otherwise, name="sign_otherwise"),
    path("protocol/signatories/<int:pk>/by-hand/", signing.name_signer, name="signatory_by_hand"),
    path("protocol/signatories/<int:pk>/leave/", departures.depart, name="signatory_leave"),
    path("protocol/signatories/<int:pk>/commit/", commitments.commit, name="signatory_commit"),
    path("protocol/departures/<int:pk>/take-back/", departures.take_back, name="departure_take_back"),
    path("protocol/accession/", signatories.accession, name="accession"),
    path("protocol/measures/new/", measures.measure, name="measure_propose"),
    path("protocol/reports/", commitments.reports, name="protocol_reports"),
    path("protocol/reports/ask/", commitments.ask_reports, name="protocol_reports_ask"),
    path("protocol/reports/summary/", commitments.sum_up, name="protocol_reports_summary"),
    path("protocol/complaints/", complaints.complaints, name="norm_complaints"),
    path("protocol/complaints/new/", complaints.complain, name="norm_complain"),
    path("protocol/complaints/<int:pk>/", complaints.complaint, name="norm_complaint"),
]
