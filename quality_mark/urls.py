"""Addresses of contests, entries, votes and Marks. `/marks/<slug>/` and `/badge/<code>.svg` stand on other sites: they must answer for ever."""

from django.urls import path

from quality_mark import ballots, complaints, register, views

urlpatterns = [
    path("contests/", views.contests, name="contests"),
    path("contests/new/", views.create_contest, name="contest_create"),
    path("contests/cancel/", views.cancel, name="contest_cancel"),
    path("contests/desk/", views.desk, name="contest_desk"),
    path("contests/<int:pk>/", views.contest, name="contest"),
    path("contests/<int:pk>/extend/", views.extend, name="contest_extend"),
    path("entries/", views.entries, name="entries"),
    path("entries/new/", views.create_entry, name="entry_create"),
    path("entries/<int:pk>/", views.entry, name="entry"),
    path("entries/<int:pk>/withdraw/", views.withdraw, name="entry_withdraw"),
    path("marks/", register.marks, name="marks"),
    path("marks/diplomas/", register.diplomas, name="mark_diplomas"),
    path("marks/<slug:slug>/", register.mark, name="mark"),
    path("marks/<slug:slug>/question/", register.question, name="mark_question"),
    path("marks/<slug:slug>/decline/", register.decline, name="mark_decline"),
    path("marks/<slug:slug>/complaint/", complaints.complain, name="mark_complaint"),
    path("marks/<slug:slug>/complaint/consent/", complaints.consent, name="complaint_consent"),
    path("complaints/<slug:code>/", complaints.complaint, name="complaint"),
    path("badge/<slug:code>.svg", register.badge_picture, name="badge"),
    path("voting/<int:pk>/", ballots.voting, name="voting"),
    path("voting/<int:pk>/<int:nomination>/", ballots.vote, name="vote"),
]
