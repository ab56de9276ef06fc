from django.apps import AppConfig

from casework.announcements import MenuItem, MessageEvents, Picture
from documents.registers.kinds import Register


class ExecutionConfig(AppConfig):
    name = "execution"
    verbose_name = "Исполнение"
    main_menu = [MenuItem("Исполнение", "undertakings")]
    board_title = "Исполнение"
    keeps = ["execution.Evidence"]
    message_events = [MessageEvents("office", ("undertaking:*:failed",))]
    pictures = [
        Picture(
            "undertaking",
            "Исполнение поручения",
            "От постановки до приёмки: кто отчитывается, чем подтверждает, кто проверяет и что бывает за просрочку.",
            "clipboard-check",
            "undertakings.flow.UndertakingFlow",
        ),
    ]
    registers = [
        Register("progress", "Отчёты о ходе", "08-02", "ОХ-{year}-{n:04d}"),
        Register("schedules", "Планы-графики", "08-04", "ПГ-{year}-{n:04d}"),
        Register("statements", "Справки об исполнении", "06-05", "СП-{year}-{n:04d}"),
        Register("rulings", "Определения", "06-04", "О-{year}-{n:04d}"),
    ]
