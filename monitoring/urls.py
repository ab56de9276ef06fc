"""Addresses of the room."""

from django.urls import path

from monitoring.ballots import views as ballots
from monitoring.cities import views as cities
from monitoring.counts import views as counts
from monitoring.indicators import views as indicators
from monitoring.surveys import views as surveys
from monitoring.values import views as values

urlpatterns = [
    path("monitoring/surveys/", surveys.surveys, name="surveys"),
    path("monitoring/surveys/new/", surveys.begin, name="survey_begin"),
    path("monitoring/surveys/<int:pk>/", surveys.survey, name="survey"),
    path("monitoring/surveys/<int:pk>/wave/", surveys.add_wave, name="survey_add_wave"),
    path("monitoring/surveys/waves/<int:pk>/", surveys.wave, name="survey_wave"),
    path("monitoring/surveys/waves/<int:pk>/data.csv", surveys.dataset, name="survey_dataset"),
    path("monitoring/surveys/waves/<int:pk>/answer/", ballots.answer, name="survey_answer"),
    path("monitoring/surveys/waves/<int:pk>/paper/", ballots.paper, name="survey_paper"),
    path("monitoring/surveys/waves/<int:pk>/code/", ballots.code, name="survey_code"),
    *(
        path(
            f"monitoring/surveys/waves/<int:pk>/{verb.replace('_', '-')}/",
            surveys.act,
            {"verb": verb},
            name=f"survey_{verb}",
        )
        for verb in surveys.ACTS
    ),
    *(
        path(
            f"monitoring/surveys/questions/<int:pk>/{verb}/",
            surveys.of_question,
            {"verb": verb},
            name=f"survey_question_{verb}",
        )
        for verb in surveys.OF_QUESTION
    ),
    path("monitoring/", values.indicators, name="indicators"),
    path("monitoring/desk/", values.desk, name="monitoring_desk"),
    path("monitoring/cities/", cities.cities, name="monitoring_cities"),
    path("monitoring/openness/", counts.openness, name="monitoring_openness"),
    path("monitoring/new/", indicators.define, name="indicator_define"),
    path("monitoring/values/<int:pk>/", values.value, name="indicator_value"),
    path("monitoring/values/<int:pk>/withdraw/", values.withdraw, name="value_withdraw"),
    # Codes are in capitals: they never meet a word of an address.
    path("monitoring/<str:code>/", values.indicator, name="indicator"),
    path("monitoring/<str:code>/values.csv", values.data, name="indicator_data"),
    path("monitoring/<str:code>/enter/", values.enter, name="value_enter"),
    path("monitoring/<str:code>/close/", indicators.close, name="indicator_close"),
]
