"""Addresses of the room."""

from django.urls import path

from consultations.city import views as city
from consultations.messages import views as messages
from consultations.topics import views as topics

urlpatterns = [
    path("consultations/", topics.topics, name="consultations"),
    path("consultations/new/", topics.open_forum, name="consultation_forum"),
    path("city-opinions/", city.opinions, name="city_opinions"),
    path("city-opinions/open/", city.open_city, name="city_opinions_open"),
    path("openness/", city.openness, name="openness"),
    path("consultations/feed/", topics.feed, name="consultations_feed"),
    path("consultations/windows.ics", topics.windows, name="consultations_windows"),
    path("consultations/<int:pk>/feed/", topics.topic_feed, name="consultation_feed"),
    *(
        path(f"consultations/<int:pk>/{verb}/", topics.subscribing, {"verb": verb}, name=f"consultation_{verb}")
        for verb in topics.SUBSCRIBING
    ),
    path("consultations/own/", messages.own, name="own_messages"),
    path("consultations/on/<str:kind>/<str:object_key>/", topics.announce, name="consultation_announce"),
    path("consultations/<int:pk>/", topics.topic, name="consultation"),
    path("consultations/<int:pk>/write/", messages.write, name="consultation_write"),
    *(
        path(f"consultations/<int:pk>/{verb}/", topics.act, {"verb": verb}, name=f"consultation_{verb}")
        for verb in topics.ACTS
    ),
    path("consultations/photos/<int:pk>/", messages.photo, name="message_photo"),
    path("consultations/messages/<int:pk>/pass/", messages.pass_on, name="message_pass"),
    path("consultations/messages/<int:pk>/hide/", messages.hide, name="message_hide"),
    *(
        path(f"consultations/messages/<int:pk>/{verb}/", messages.act, {"verb": verb}, name=f"message_{verb}")
        for verb in messages.OWN
    ),
]
