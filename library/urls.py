"""Addresses of the room."""

from django.urls import path

from library.cards import views as cards
from library.enclosures import views as enclosures
from library.kinds import views as kinds
from library.links import views as links
from library.outside import page as outside_page
from library.outside import views as outside
from library.terms import views as terms

urlpatterns = [
    path("library/", cards.library, name="library"),
    path("problems/", cards.problems, name="problem_matrix"),
    path("glossary/", terms.glossary, name="glossary"),
    path("precedents/", cards.precedents, name="precedents"),
    path("yards/", cards.yards, name="yards"),
    path("library/cards/<int:pk>/", cards.card, name="library_card"),
    path("library/cards/<int:pk>/link/", links.link, name="card_link"),
    path("library/cards/<int:pk>/revise/", cards.revise, name="card_revise"),
    path("library/cards/<int:pk>/act/", cards.act_file, name="card_act_file"),
    *(path(f"library/cards/<int:pk>/{verb}/", cards.act, {"verb": verb}, name=f"card_{verb}") for verb in cards.ACTS),
    path("library/files/<int:pk>/", enclosures.file, name="card_file"),
    path("library/applications/", outside.applications, name="application_summary"),
    path("library/outside/papers/<int:pk>/", outside.copy, name="outside_copy"),
    *(
        path(f"library/outside/<int:pk>/{verb}/", outside.act, {"verb": verb}, name=f"matter_{verb}")
        for verb in outside_page.ACTS
    ),
    path("library/kinds/", kinds.kinds, name="card_kinds"),
    path("library/kinds/define/", kinds.define, name="card_kind_define"),
    path("library/kinds/<slug:code>/change/", kinds.change, name="card_kind_change"),
    path("library/kinds/<slug:code>/retire/", kinds.retire, name="card_kind_retire"),
    path("library/kinds/<slug:code>/<int:number>/", kinds.version, name="card_kind_version"),
    path("library/<slug:code>/", cards.kind, name="library_kind"),
    path("library/<slug:code>/cards.csv", cards.kind_table, name="library_kind_table"),
    path("library/<slug:code>/new/", cards.create, name="card_create"),
]
