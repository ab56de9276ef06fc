"""What the room of events announces to the portal."""

from django.apps import AppConfig

from casework import roles
from casework.announcements import Desk, Front, Linkable, MenuItem, MessageKind, Picture, Searchable
from casework.calendar_entries import CalendarRows, OwnCalendarRows
from casework.cards import CardSource
from casework.counting import TakingPart
from documents.registers.kinds import Register


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = "Мероприятия"
    main_menu = [
        MenuItem("Мероприятия", "events", is_second=True),
        MenuItem("Календарь города", "city_calendar", is_second=True),
    ]
    desks = [
        Desk("Мероприятия", "events", "calendar-event", (roles.EVENT_ORGANIZER,)),
        Desk("Аттестации", "attestations", "mortarboard", (roles.TRAINING_HEAD,)),
    ]
    fronts = [
        Front(
            "Прийти на мероприятие",
            "Семинары, форумы, курсы и показы: запись с билетом, лист ожидания, материалы и итоги.",
            "events",
            "calendar-event",
        ),
    ]
    appointment_needs = "events.attestations.facts.why_not_appointed"
    board_title = "Мероприятия"
    calendar_entries = [CalendarRows("events", "Мероприятия", "events.occasions.entries.public")]
    own_calendar_entries = [OwnCalendarRows("events.registrations.entries.own")]
    taking_part = [TakingPart("явка", "events.registrations.counting.came")]
    searchables = [
        Searchable(
            "Мероприятия",
            "events.Event",
            "calendar-event",
            ("title", "about"),
            about="{row.kind_title}, {row.day_words}",
        )
    ]
    keeps = ["events.Material"]
    card_sources = [
        CardSource("resource", "events.Event", "Предложить наставника", "events.occasions.offers.mentor", "belongs"),
        CardSource("exercise", "events.Event", "Записать упражнение", "events.occasions.offers.exercise", "belongs"),
    ]
    linkables = [Linkable("мероприятие или курс", "events.Event", "title", ("series",))]
    message_kinds = [
        MessageKind(
            "booking", "Помещения", "Помещение подтверждено, в нём отказано или бронь отменена.", ("booking:*",)
        ),
        MessageKind(
            "event", "Мероприятия", "Вы записаны, подошла очередь, мероприятие перенесено, отменено или прошло.", ("event:*",)
        ),
    ]  # fmt: skip
    pictures = [
        Picture(
            "event",
            "Мероприятие",
            "От плана до итогов: когда начинается запись, что бывает при отмене и когда выходят итоги.",
            "calendar-event",
            "occasions.flow.EventFlow",
        ),
        Picture(
            "event-selection",
            "Отбор участников мероприятия",
            "Кто и за сколько дней отвечает на заявку на место.",
            "calendar-event",
            "registrations.flow.SelectionFlow",
        ),
        Picture(
            "booking",
            "Помещение города",
            "Как попросить помещение и что будет, если не ответят.",
            "door-open",
            "rooms.flow.BookingFlow",
        ),
        Picture(
            "attestation",
            "Аттестация",
            "Курс, проверка, пересдача и срок удостоверения, которое нужно для роли.",
            "mortarboard",
            "attestations.flow.AttestationFlow",
        ),
    ]
    registers = [
        Register("event_outcomes", "Итоговые документы мероприятий", "11-01", "ИД-{year}-{n:03d}"),
        Register("attestations", "Удостоверения об аттестации", "11-02", "УД-{year}-{n:04d}"),
        Register("event_certificates", "Сертификаты участников", "11-03", "СУ-{year}-{n:04d}"),
        Register("attestation_sheets", "Ведомости аттестации", "11-04", "ВА-{year}-{n:03d}"),
    ]
