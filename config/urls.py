"""Every address of the site. Rooms mount their own; nothing of viewflow or the admin is mounted."""

from importlib.util import find_spec

from django.apps import apps
from django.urls import include, path

ROOMS = ["portal", "negotiations", "expertise", "committee", "programme", "documents", "casework"]

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    *[path("", include(f"{room}.urls")) for room in ROOMS if apps.is_installed(room) and find_spec(f"{room}.urls")],
]
handler400 = "portal.views.bad_request"
handler403 = "portal.views.permission_denied"
handler404 = "portal.views.page_not_found"
handler500 = "portal.views.server_error"
