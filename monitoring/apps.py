"""What the room of monitoring announces to the portal."""

from django.apps import AppConfig

from casework import roles
from casework.announcements import Desk, Front, Linkable, MenuItem, MessageEvents, Picture, Searchable
from casework.calendar_entries import CalendarRows
from casework.counting import Counting
from documents.registers.kinds import Register


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "Мониторинг"
    main_menu = [MenuItem("Показатели", "indicators", is_second=True), MenuItem("Опросы", "surveys", is_second=True)]
    desks = [
        Desk("Показатели", "monitoring_desk", "graph-up", (roles.ANALYST, roles.AUDITOR)),
        Desk("Опросы", "surveys", "clipboard-data", (roles.ANALYST,)),
    ]
    fronts = [
        Front(
            "Посмотреть, что меняется",
            "Показатели города: ряды по годам с источником и методом, места среди городов, доля ответов в срок.",
            "indicators",
            "graph-up",
        ),
        Front(
            "Ответить на опрос",
            "Как живётся в городе: отвечают один раз, без имени; итоги открыты всем вместе с методом и погрешностью.",
            "surveys",
            "clipboard-data",
        ),
    ]
    indicator_series = "monitoring.values.showing.of_codes"
    counts = [Counting("INV1", "monitoring.counts.asking.involved")]
    linkables = [Linkable("показатель", "monitoring.Indicator", "code")]
    message_events = [MessageEvents("office", ("value:*:published", "survey:*"))]
    board_title = "Мониторинг"
    calendar_entries = [CalendarRows("surveys", "Опросы", "monitoring.surveys.entries.public")]
    searchables = [
        Searchable("Показатели", "monitoring.Indicator", "graph-up", ("title", "method"), number="code", about="{row.code}, {row.unit}"),
        Searchable("Опросы", "monitoring.Survey", "clipboard-data", ("title", "about")),
    ]  # fmt: skip
    pictures = [
        Picture(
            "indicator",
            "Значение показателя",
            "Кто вносит, кто проверяет, когда публикуется и что остаётся, если значение исправили.",
            "graph-up",
            "values.flow.ValueFlow",
        ),
        Picture(
            "survey",
            "Опрос горожан",
            "От анкеты до отчёта: кто утверждает, когда закрывается сбор и кто проверяет итоги.",
            "clipboard-data",
            "surveys.flow.WaveFlow",
        ),
    ]
    registers = [
        Register("survey_papers", "Опросные листы и отчёты об опросах", "12-02", "ОП-{year}-{n:03d}"),
    ]
