from typing import TYPE_CHECKING

from django.apps import AppConfig

from casework.announcements import Desk, Inviting, MenuItem, Picture
from committee.roles import AT_SITTINGS, COMPOSERS
from documents.registers.kinds import Register

if TYPE_CHECKING:
    from programme.models import Person


class CommitteeConfig(AppConfig):
    name = "committee"
    verbose_name = "Комитет"
    main_menu = [MenuItem("Органы", "bodies")]
    desks = [
        Desk("Заседания", "sittings", "people", AT_SITTINGS),
        Desk("Органы и составы", "bodies", "person-badge", COMPOSERS),
    ]
    invites = [Inviting("seat", "committee.seats.actions.PURPOSE")]
    board_title = "Комитет"
    pictures = [
        Picture(
            "meeting",
            "Заседание комитета",
            "Повестка, материалы, кворум, протокол: как заседание назначают, проводят и публикуют.",
            "people",
            "meetings.flow.MeetingFlow",
        ),
        Picture(
            "ballot",
            "Голосование",
            "Кто голосует по вопросу, что значит самоотвод и как подводят итог.",
            "check2-square",
            "voting.flow.BallotFlow",
        ),
        Picture(
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
    def needs_second_factor(person: "Person") -> bool:
        """Whoever has a vote in a body: a jury, a working group, the committee."""
        from committee.bodies.models import BodyMember  # noqa: PLC0415 - models are loaded by now

        return BodyMember.objects.in_force().filter(person=person, has_vote=True).exists()
