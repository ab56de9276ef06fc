"""Addresses of contests, entries, votes and Marks. `/marks/<slug>/` and `/badge/<code>.svg` stand on other sites: they must answer for ever."""

from django.urls import path

from quality_mark.complaints import views as complaints
from quality_mark.contests import views as contests
from quality_mark.entries import views as entries
from quality_mark.kinds import views as kinds
from quality_mark.marks import views as marks
from quality_mark.placements import views as placements
from quality_mark.renewals import views as renewals
from quality_mark.voting import views as voting

urlpatterns = [
    path("contests/", contests.contests, name="contests"),
    path("contests/new/", contests.create_contest, name="contest_create"),
    path("contests/cancel/", contests.cancel, name="contest_cancel"),
    path("contests/desk/", contests.desk, name="contest_desk"),
    path("contests/<int:pk>/", contests.contest, name="contest"),
    path("contests/<int:pk>/extend/", contests.extend, name="contest_extend"),
    path("contests/kinds/", kinds.kinds, name="contest_kinds"),
    path("contests/kinds/new/", kinds.begin, name="contest_kind_begin"),
    path("contests/kinds/retire/", kinds.retire, name="contest_kind_retire"),
    path("contests/kinds/<slug:code>/", kinds.kind, name="contest_kind_now"),
    path("contests/kinds/<slug:code>/<int:version>/", kinds.kind, name="contest_kind"),
    path("contests/kinds/<slug:code>/<int:version>/drop/", kinds.drop, name="contest_kind_drop"),
    path("entries/", entries.entries, name="entries"),
    path("entries/new/", entries.create_entry, name="entry_create"),
    path("entries/<int:pk>/", entries.entry, name="entry"),
    path("entries/<int:pk>/withdraw/", entries.withdraw, name="entry_withdraw"),
    path("marks/", marks.marks, name="marks"),
    path("marks/diplomas/", marks.diplomas, name="mark_diplomas"),
    path("marks/<slug:slug>/", marks.mark, name="mark"),
    path("marks/<slug:slug>/question/", marks.question, name="mark_question"),
    path("marks/<slug:slug>/decline/", marks.decline, name="mark_decline"),
    path("marks/<slug:slug>/renewal/withdraw/", renewals.withdraw, name="renewal_withdraw"),
    path("renewals/<int:pk>/", renewals.renewal, name="renewal"),
    path("marks/<slug:slug>/complaint/", complaints.complain, name="mark_complaint"),
    path("marks/<slug:slug>/complaint/consent/", complaints.consent, name="complaint_consent"),
    path("complaints/<slug:code>/", complaints.complaint, name="complaint"),
    path("badge/<slug:code>.svg", marks.badge_picture, name="badge"),
    path("exhibition/", placements.exhibition, name="exhibition"),
    path("exhibition/<int:year>/", placements.exhibition, name="exhibition_year"),
    path("incubator/", placements.incubator, name="incubator"),
    path("reserve/", placements.reserve, name="reserve"),
    path("placements/<int:pk>/", placements.placement, name="placement"),
    path("placements/<int:pk>/leave/", placements.leave, name="placement_leave"),
    path("placements/<int:pk>/prolong/", placements.prolong, name="placement_prolong"),
    path("placements/<int:pk>/certify/", placements.certify, name="placement_certify"),
    path("placements/<int:pk>/revoke/", placements.revoke, name="placement_revoke"),
    path("voting/<int:pk>/", voting.voting, name="voting"),
    path("voting/<int:pk>/<int:nomination>/", voting.vote, name="vote"),
]
