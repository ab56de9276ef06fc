from typing import Any

from django.apps import AppConfig

from documents.registers.kinds import Register


class CommitteeConfig(AppConfig):
    name = "committee"
    verbose_name = "Комитет"
    desks = [
        (
            "Заседания",
            "sittings",
            "people",
            {
                "role:committee_chair",
                "role:committee_secretary",
                "role:committee_member",
                "role:working_commission",
                "role:jury_member",
                "role:contest_secretary",
                "role:protocol_editor",
                "role:auditor",
            },
        ),
    ]
    board_title = "Комитет"
    pictures = [
        (
            "meeting",
            "Заседание комитета",
            "Повестка, материалы, кворум, протокол: как заседание назначают, проводят и публикуют.",
            "people",
            "meetings.flow.MeetingFlow",
        ),
        (
            "ballot",
            "Голосование",
            "Кто голосует по вопросу, что значит самоотвод и как подводят итог.",
            "check2-square",
            "voting.flow.BallotFlow",
        ),
        (
            "decision",
            "Оформление решения",
            "Что происходит между голосованием и опубликованным решением в силе.",
            "patch-check",
            "decisions.flow.DecisionFlow",
        ),
    ]
    registers = [
        Register("minutes", "Протоколы комитета", "01-02", "{n}", bears_event_day=True),
        Register("decisions", "Решения комитета", "01-03", "{minutes}.{item}-{year}", bears_event_day=True),
    ]

    @staticmethod
    def needs_second_factor(person: Any) -> bool:
        """Whoever has a vote in a body: a jury, a working group, the committee."""
        from committee.bodies.models import BodyMember  # noqa: PLC0415 - models are loaded by now

        return BodyMember.objects.in_force().filter(person=person, has_vote=True).exists()
