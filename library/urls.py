"""Addresses of the room."""

from django.urls import path

from library.cards import views as cards

urlpatterns = [
    path("library/", cards.library, name="library"),
    path("problems/", cards.problems, name="problem_matrix"),
    path("library/cards/<int:pk>/", cards.card, name="library_card"),
    path("library/cards/<int:pk>/revise/", cards.revise, name="card_revise"),
    path("library/cards/<int:pk>/act/", cards.act_file, name="card_act_file"),
    *(path(f"library/cards/<int:pk>/{verb}/", cards.act, {"verb": verb}, name=f"card_{verb}") for verb in cards.ACTS),
    path("library/<slug:code>/", cards.kind, name="library_kind"),
    path("library/<slug:code>/new/", cards.create, name="card_create"),
]
