"""What the room of monitoring announces to the portal."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "Мониторинг"
    board_title = "Мониторинг"
