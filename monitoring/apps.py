"""What the room of monitoring announces to the portal."""

from django.apps import AppConfig

from casework import roles
from casework.announcements import Desk, Front, MenuItem, MessageEvents, Picture
from documents.registers.kinds import Register


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "Мониторинг"
    board_title = "Мониторинг"
    main_menu = [
        MenuItem("Опросы", "surveys", is_second=True),
    ]
    desks = [
        Desk("Опросы", "surveys", "clipboard-data", (roles.ANALYST,)),
    ]
    fronts = [
        Front(
            "Ответить на опрос",
            "Как живётся в городе: отвечают один раз, без имени; итоги открыты всем вместе с методом и погрешностью.",
            "surveys",
            "clipboard-data",
        ),
    ]
    message_events = [
        MessageEvents("office", ("survey:*",)),
    ]
    pictures = [
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
