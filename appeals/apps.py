"""What the room of appeals announces to the portal."""

from django.apps import AppConfig

from casework import roles
from casework.announcements import Desk, MenuItem, Picture, Requirement, Searchable
from documents.registers.kinds import Register


class AppealsConfig(AppConfig):
    name = "appeals"
    verbose_name = "Апелляции"
    main_menu = [MenuItem("Апелляции", "appeals", is_second=True)]
    desks = [
        Desk(
            "Апелляции",
            "appeals",
            "shield-exclamation",
            {roles.APPEALS_MEMBER, roles.CLERK, roles.AUDITOR, roles.COMMITTEE_SECRETARY},
        )
    ]
    board_title = "Апелляции"
    requirements = [
        Requirement(
            "Апелляционная комиссия",
            "appeals.filing.readiness.is_board_founded",
            "образуйте её и пригласите членов и запасных",
            "bodies",
        ),
    ]
    keeps = ["appeals.AppealFile"]
    searchables = [
        Searchable(
            "Апелляции",
            "appeals.Appeal",
            "shield-exclamation",
            ("about", "reasons"),
            number="number",
            about="{row.about}",
            register="appeals",
        ),
    ]
    pictures = [
        Picture(
            "appeal",
            "Рассмотрение апелляции",
            "От подачи до решения: кто принимает, кто судит и что бывает, если комиссия молчит.",
            "shield-exclamation",
            "filing.flow.AppealFlow",
        ),
    ]
    registers = [
        Register("appeals", "Апелляции", "07-01", "А-{year}-{n:03d}"),
        Register("appeal_decisions", "Решения по апелляциям", "07-01", "{decision}"),
        Register("appeal_minutes", "Протоколы апелляционной комиссии", "07-02", "ПА-{year}-{n}", bears_event_day=True),
    ]
