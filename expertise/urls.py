"""Addresses of expertises, the expert's desk and the register of experts."""

from django.urls import path

from expertise.asking import views as asking
from expertise.blinding import views as blinding
from expertise.challenges import views as challenges
from expertise.debate import views as debate
from expertise.distribution import views as distribution
from expertise.expertises import views as expertises
from expertise.materials import views as materials
from expertise.offline import views as offline
from expertise.pressure import views as pressure
from expertise.ranking import views as ranking
from expertise.register import views as register
from expertise.scenarios import views as scenarios
from expertise.scoring import views as scoring
from expertise.service import views as service

urlpatterns = [
    path("expert/", expertises.desk, name="expert_desk"),
    path("expert/affiliations/add/", register.declare_affiliation, name="expert_affiliation_add"),
    path("expert/wishes/", distribution.wishes, name="expert_wishes"),
    path("expertise/quality/", scoring.quality, name="expertise_quality"),
    path("expert/certificate/", service.certify, name="expert_certificate"),
    path("experts/<int:pk>/thank/", service.thank, name="expert_thank"),
    path("expertise/<int:pk>/", expertises.expertise_page, name="expertise_page"),
    path("expertise/<int:pk>/begin/", expertises.begin, name="expertise_begin"),
    path("expertise/<int:pk>/sheets/", scoring.sheets_in, name="expertise_sheets"),
    path("expertise/<int:pk>/debate/", debate.debate, name="expertise_debate"),
    path("expertise/<int:pk>/debate/say/", debate.say, name="expertise_say"),
    path("expertise/<int:pk>/debate/mark/", debate.change_mark, name="expertise_change_mark"),
    path("expertise/<int:pk>/matrix/", expertises.matrix, name="expertise_matrix"),
    path("expertise/<int:pk>/cancel/", expertises.cancel, name="expertise_cancel"),
    path("expertise/<int:pk>/opinion/", expertises.opine, name="expertise_opinion"),
    path("expertise/assignments/<int:pk>/replace/", expertises.replace, name="assignment_replace"),
    path("expertise/assignments/<int:pk>/take-back/", scoring.take_back, name="assignment_take_back"),
    path("expertise/<int:pk>/files/<int:number>/<int:page>/", materials.look, name="material_page"),
    path("expertise/<int:pk>/files/<int:number>/<int:page>.png", materials.picture, name="material_picture"),
    path("expertise/<int:pk>/ask/", asking.ask, name="expertise_ask"),
    path("expertise/answers/<int:pk>/", asking.file, name="question_file"),
    path("expertise/<int:pk>/blind/", blinding.blind, name="expertise_blind"),
    path("expertise/copies/<int:pk>/", blinding.file, name="blind_file"),
    path("expertise/tasks/<int:pk>/sheet.xlsx", offline.take_home, name="sheet_take_home"),
    path("expertise/tasks/<int:pk>/sheet/", offline.bring_back, name="sheet_bring_back"),
    path("expertise/<int:pk>/challenge/", challenges.raise_challenge, name="challenge_raise"),
    path("expertise/challenges/<int:pk>/", challenges.challenge_page, name="challenge"),
    path("expertise/ranking/", ranking.ranking, name="ranking"),
    path("expertise/scenarios/", scenarios.scenarios, name="scenarios"),
    path("expertise/scenarios/new/", scenarios.begin, name="scenario_begin"),
    path("expertise/scenarios/<int:pk>/", scenarios.scenario, name="scenario"),
    path("expertise/scenarios/<int:pk>/choose/", scenarios.choose, name="scenario_choose"),
    path("pressure/", pressure.reports, name="pressure"),
    path("pressure/report/", pressure.report, name="pressure_report"),
    path("pressure/<int:pk>/answer/", pressure.answer, name="pressure_answer"),
    path("experts/", register.register, name="experts"),
    path("experts/admit/", register.admit, name="expert_admit"),
    path("experts/import/", register.start_import, name="expert_import"),
    path("experts/import/template.csv", register.import_template, name="expert_import_template"),
    path("experts/import/<int:pk>/", register.preview_import, name="expert_import_preview"),
    path("experts/import/<int:pk>/report.csv", register.import_report, name="expert_import_report"),
    path("experts/distribution/", distribution.distributions, name="distributions"),
    path("experts/distribution/new/", distribution.begin, name="distribution_begin"),
    path("experts/distribution/<int:pk>/", distribution.distribution, name="distribution"),
    path("experts/distribution/<int:pk>/send/", distribution.send, name="distribution_send"),
    path("experts/distribution/<int:pk>/drop/", distribution.drop, name="distribution_drop"),
    path("experts/distribution/pairs/<int:pk>/change/", distribution.change, name="distribution_change"),
    path("experts/<int:pk>/", register.expert_page, name="expert_page"),
    path("experts/<int:pk>/prolong/", register.prolong, name="expert_prolong"),
    path("experts/<int:pk>/exclude/", register.exclude, name="expert_exclude"),
    path("experts/<int:pk>/affiliations/add/", register.add_affiliation, name="affiliation_add"),
    path("affiliations/<int:pk>/end/", register.end_affiliation, name="affiliation_end"),
]
