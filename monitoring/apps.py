"""What the room of monitoring announces to the portal."""

from django.apps import AppConfig

from casework import roles
from casework.announcements import Desk, Front, Linkable, MenuItem, MessageEvents, Picture, Searchable
from casework.counting import Counting


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "Мониторинг"
    main_menu = [MenuItem("Показатели", "indicators", is_second=True)]
    desks = [Desk("Показатели", "monitoring_desk", "graph-up", (roles.ANALYST, roles.AUDITOR))]
    fronts = [
        Front(
            "Посмотреть, что меняется",
            "Показатели города: ряды по годам с источником и методом, места среди городов, доля ответов в срок.",
            "indicators",
            "graph-up",
        ),
    ]
    indicator_series = "monitoring.values.showing.of_codes"
    counts = [Counting("INV1", "monitoring.counts.asking.involved")]
    linkables = [Linkable("показатель", "monitoring.Indicator", "code")]
    message_events = [MessageEvents("office", ("value:*:published",))]
    board_title = "Мониторинг"
    searchables = [
        Searchable("Показатели", "monitoring.Indicator", "graph-up", ("title", "method"), number="code", about="{row.code}, {row.unit}"),
    ]  # fmt: skip
    pictures = [
        Picture(
            "indicator",
            "Значение показателя",
            "Кто вносит, кто проверяет, когда публикуется и что остаётся, если значение исправили.",
            "graph-up",
            "values.flow.ValueFlow",
        ),
    ]
