"""Addresses of the room."""

from django.urls import path

from monitoring.cities import views as cities
from monitoring.counts import views as counts
from monitoring.indicators import views as indicators
from monitoring.values import views as values

urlpatterns = [
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
