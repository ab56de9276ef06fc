"""Addresses of the engine room: the door and the cabinet's own pages."""

from django.urls import path

from casework import deadline_pages, executors, site_search, views
from casework.letters import views as letters

urlpatterns = [
    path("tasks/<int:pk>/", views.task, name="task"),
    path("tasks/<int:pk>/draft/", views.draft, name="task_draft"),
    path("tasks/<int:pk>/replace/", executors.replace, name="task_replace"),
    path("tasks/<int:pk>/remind/", executors.remind, name="task_remind"),
    path("executors/", executors.executors, name="executors"),
    path("letters/", letters.letters, name="letters"),
    path("letters/<int:pk>/again/", letters.send_again, name="letter_again"),
    path("notifications/letters/", letters.choice, name="letters_choice"),
    path("notifications/letters/stop/<str:token>/", letters.stop, name="letters_stop"),
    path("search/", site_search.search, name="search"),
    path("inbox/", views.inbox_page, name="inbox"),
    path("deadlines/", deadline_pages.deadlines_page, name="deadlines"),
    path("deadlines/my/deadlines.ics", deadline_pages.deadlines_file, name="deadlines_file"),
    path("deadlines/<str:key>.ics", deadline_pages.deadlines_feed, name="deadlines_feed"),
    path("notifications/", views.notifications_page, name="notifications"),
    path("notifications/read/", views.read_all, name="notifications_read"),
    path("notifications/<int:pk>/", views.notification_page, name="notification"),
]
