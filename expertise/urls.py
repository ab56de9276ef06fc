"""Addresses of expertises, the expert's desk and the register of experts."""

from django.urls import path

from expertise import views

urlpatterns = [
    path("expert/", views.desk, name="expert_desk"),
    path("expert/affiliations/add/", views.declare_affiliation, name="expert_affiliation_add"),
    path("expertise/<int:pk>/", views.expertise_page, name="expertise_page"),
    path("expertise/<int:pk>/cancel/", views.cancel, name="expertise_cancel"),
    path("expertise/<int:pk>/opinion/", views.opine, name="expertise_opinion"),
    path("expertise/assignments/<int:pk>/replace/", views.replace, name="assignment_replace"),
    path("experts/", views.register, name="experts"),
    path("experts/admit/", views.admit, name="expert_admit"),
    path("experts/<int:pk>/", views.expert_page, name="expert_page"),
    path("experts/<int:pk>/prolong/", views.prolong, name="expert_prolong"),
    path("experts/<int:pk>/exclude/", views.exclude, name="expert_exclude"),
    path("experts/<int:pk>/affiliations/add/", views.add_affiliation, name="affiliation_add"),
    path("affiliations/<int:pk>/end/", views.end_affiliation, name="affiliation_end"),
]
