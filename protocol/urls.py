"""Addresses of the Protocol."""

from django.urls import path

from protocol import signing_urls
from protocol.amendments import views as amendments
from protocol.articles import views as articles
from protocol.comments import views as comments
from protocol.editions import views as editions
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
    path("protocol/articles/<str:code>/comment/", comments.comment, name="protocol_comment"),
    path("protocol/articles/<str:code>/amend/", amendments.change, name="protocol_amend"),
    path("protocol/amendments/<int:pk>/", amendments.amendment, name="protocol_amendment"),
    path("protocol/amendments/<int:pk>/withdraw/", amendments.withdraw, name="protocol_amendment_withdraw"),
    path("protocol/petitions/<int:pk>/", amendments.petition, name="protocol_petition"),
    path("protocol/petitions/<int:pk>/support/", amendments.support, name="protocol_petition_support"),
    path("protocol/petitions/<int:pk>/give-up/", amendments.give_up, name="protocol_petition_give_up"),
    *signing_urls.urlpatterns,
]
