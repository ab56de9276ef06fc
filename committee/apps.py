from typing import TYPE_CHECKING

from django.apps import AppConfig

from casework.announcements import Desk, Inviting, Linkable, MenuItem, MessageEvents, Picture, Requirement, Searchable
from casework.calendar_entries import CalendarRows
from casework.counting import Counting
from committee.roles import AT_SITTINGS, COMPOSERS, DRAFT_READERS
from documents.registers.kinds import Register

if TYPE_CHECKING:
    from programme.models import Person


class CommitteeConfig(AppConfig):
    name = "committee"
    verbose_name = "Комитет"
    desks = [
        Desk("Заседания", "sittings", "people", AT_SITTINGS),
        Desk("Органы и составы", "bodies", "person-badge", COMPOSERS),
        Desk("Изменения правил", "rules_drafts", "sliders", DRAFT_READERS),
    ]
    searchables = [
        Searchable("Органы", "committee.Body", "people", ("title",), about="{row.kind}", related=("kind",)),
        Searchable(
            "Заседания", "committee.Meeting", "people", ("body__title", "place"), about="{row.place}", related=("body",),
            also="committee.meetings.finding.by_agenda",
        ),
        Searchable(
            "Состав органов", "committee.BodyMember", "person-badge", ("person__last_name", "person__first_name", "person__middle_name"),
            about="{row.position}", related=("body", "person"),
        ),
    ]  # fmt: skip
    message_events = [MessageEvents("office", ("item:*:proposed",))]
    main_menu = [MenuItem("Заседания", "sittings"), MenuItem("Органы", "bodies", is_second=True)]
    counts = [Counting("OPEN3", "committee.decisions.counting.in_time")]
    keeps = ["committee.IssuedAct"]
    linkables = [Linkable("орган или группа", "committee.Body", "title", ("kind",))]
    invites = [Inviting("seat", "committee.seats.actions.PURPOSE")]
    closed_papers = "committee.recusals.closing.closed_papers"
    new_ties = "committee.recusals.surfacing.look_at"
    calendar_entries = [CalendarRows("sittings", "Заседания", "committee.meetings.entries.public")]
    board_title = "Комитет"
    requirements = [
        Requirement(
            "Комитет", "committee.bodies.readiness.committee", "образуйте комитет и пригласите его членов", "bodies"
        ),
    ]
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
        Picture(
            "revision",
            "Пересмотр решения",
            "Как орган двумя третями изменяет или отменяет собственное решение.",
            "arrow-repeat",
            "revisions.flow.RevisionFlow",
        ),
        Picture(
            "group",
            "Группа организации",
            "Как организация образует проектно-аналитическую группу: просьба, ответ секретаря или молчание, согласие людей.",
            "people",
            "groups.flow.GroupFlow",
        ),
        Picture(
            "rules",
            "Изменение правил",
            "Как меняют сроки, пороги, наборы критериев и перечни: проект, сравнение, решение комитета двумя третями.",
            "sliders",
            "rules.flow.RulesFlow",
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
