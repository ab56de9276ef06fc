"""Every address of the site. Rooms mount their own; nothing of viewflow or the admin is mounted."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

from programme.entrance.views import forgotten_password

urlpatterns = [
    path("accounts/password/reset/", forgotten_password, name="account_reset_password"),
    path("accounts/", include("allauth.urls")),
    *[path("", include(f"{room}.urls")) for room in settings.ROOMS if find_spec(f"{room}.urls")],
]
handler400 = "portal.views.bad_request"
handler403 = "portal.views.permission_denied"
handler404 = "portal.views.page_not_found"
handler500 = "portal.views.server_error"
