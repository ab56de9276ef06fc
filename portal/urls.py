"""Addresses that belong to no room: the front page, how it works, the secretariat's board."""

from django.conf import settings
from django.urls import path

from portal import audit, crawlers, readiness, recusals, systems, views
from portal.faces import views as faces
from portal.faces.axes import AXES
from portal.kiosk import views as kiosk
from portal.learning import views as learning

urlpatterns = [
    path("", views.home, name="home"),
    path("how/", views.how, name="how"),
    path("how/<slug:slug>.bpmn", views.how_bpmn, name="how_bpmn"),
    path("how/<slug:slug>/", views.how_picture, name="how_picture"),
    path("axes/", faces.axes, name="axes"),
    *(path(f"{key}/", faces.axis, {"key": key}, name=f"axis_{key}") for key in AXES),
    *(path(f"{key}/<slug:code>/", faces.part, {"key": key}, name=f"part_{key}") for key in AXES),
    path("systems/", systems.table, name="systems"),
    path("learning/", learning.learning, name="learning"),
    path("kiosk/", kiosk.kiosk, name="kiosk"),
    path("kiosk/sheet/", kiosk.sheet, name="kiosk_sheet"),
    path("catalogue/", faces.catalogue, name="catalogue"),
    path("catalogue/catalogue.csv", faces.catalogue_csv, name="catalogue_csv"),
    path("organisations/<int:pk>/", faces.organization, name="organisation_face"),
    path("recusals/", recusals.recusals, name="recusals"),
    path("city/readiness/", readiness.readiness, name="readiness"),
    path("robots.txt", crawlers.robots_txt, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("favicon.ico", crawlers.favicon, name="favicon"),
    path("board/", views.board, name="board"),
    path("appearance/", views.appearance, name="appearance"),
    path("healthz/", views.healthz, name="healthz"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("journal/", audit.journal, name="journal"),
    path("journal/verify/", audit.verify, name="journal_verify"),
]

if settings.REHEARSAL:  # what it stands on is not loaded anywhere else
    from portal import rehearsal

    urlpatterns.append(path("rehearsal/", rehearsal.rehearsal, name="rehearsal"))
