from django.apps import AppConfig

from casework.announcements import Discussable, Front, Linkable, MenuItem, MessageEvents, Picture, Requirement, Shelf
from casework.counting import Counting, TakingPart
from casework.following import Followable
from documents.registers.kinds import Register


class ExecutionConfig(AppConfig):
    name = "execution"
    verbose_name = "Исполнение"
    main_menu = [MenuItem("Программа", "programme_table"), MenuItem("Исполнение", "undertakings", is_second=True)]
    fronts = [
        Front(
            "Посмотреть, что делается",
            "Таблица программы: мероприятия, сроки, ответственные, что сделано, что просрочено и видят ли это жители.",
            "programme_table",
            "list-check",
        ),
    ]
    shelves = [
        Shelf(
            "Меры программы", "execution.measures.shelf.rows", about="{row.direction}", status_of="undertaking",
            register="programme_table", filters=(("clusters", "cluster"), ("levels", "level"), ("areas", "area")),
        ),
        Shelf(
            "Что видят жители", "execution.confirmations.shelf.rows", about="видят: {row.seen}, не видят: {row.unseen}", status_of="-",
        ),
    ]  # fmt: skip
    linkables = [
        Linkable("мера программы", "execution.Measure", "number", ("edition",), (("edition__status", "in_force"),))
    ]
    followables = [
        Followable("execution.Measure", "execution.measures.following.RULES"),
        Followable("execution.ProgrammeEdition", "execution.editions.following.RULES"),
    ]
    discussables = [
        Discussable("execution.Measure", "execution.measures.talk.RULES"),
        Discussable("execution.ProgrammeEdition", "execution.editions.talk.RULES"),
    ]
    board_title = "Исполнение"
    counts = [Counting("EXE1", "execution.measures.counting.without_overdue")]
    taking_part = [TakingPart("подтверждения", "execution.confirmations.counting.citizens")]
    keeps = [
        "execution.Evidence",
        "execution.TrancheReport",
        "execution.ActFile",
        "execution.StandingAct",
        "execution.ConfirmationPhoto",
    ]
    message_events = [MessageEvents("office", ("undertaking:*:failed", "edition:*:programme_*"))]
    requirements = [
        Requirement(
            "Программа города", "execution.editions.readiness.programme", "", "programme_editions", is_optional=True
        ),
    ]
    pictures = [
        Picture(
            "undertaking",
            "Исполнение поручения",
            "От постановки до приёмки: кто отчитывается, чем подтверждает, кто проверяет и что бывает за просрочку.",
            "clipboard-check",
            "undertakings.flow.UndertakingFlow",
        ),
        Picture(
            "tranche",
            "Транш гранта",
            "От ожидания денег до отчёта, который донор принял: поступление подтверждают двое.",
            "cash-coin",
            "grants.flow.TrancheFlow",
        ),
        Picture(
            "programme",
            "Утверждение программы",
            "Как таблица мер становится программой: проект, комитет, акт Главы.",
            "list-check",
            "editions.flow.ProgrammeFlow",
        ),
    ]
    registers = [
        Register("programme", "Редакции программы", "08-01", "ГП-{edition}", by_year=False),
        Register("progress", "Отчёты о ходе", "08-02", "ОХ-{year}-{n:04d}"),
        Register("resources", "Ведомости ресурсов", "08-03", "ВР-{year}-{n}"),
        Register("schedules", "Планы-графики", "08-04", "ПГ-{year}-{n:04d}"),
        Register("statements", "Справки об исполнении", "06-05", "СП-{year}-{n:04d}"),
        Register("rulings", "Определения", "06-04", "О-{year}-{n:04d}"),
    ]
