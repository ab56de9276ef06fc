"""What the room of consultations announces to the portal."""

from django.apps import AppConfig

from casework.announcements import Front, MenuItem, MessageKind, Picture, Requirement
from casework.calendar_entries import CalendarRows
from casework.counting import Counting, TakingPart
from documents.registers.kinds import Register


class ConsultationsConfig(AppConfig):
    name = "consultations"
    verbose_name = "Обсуждения"
    main_menu = [
        MenuItem("Обсуждения", "consultations", is_second=True),
        MenuItem("О городе", "city_opinions", is_second=True),
    ]
    fronts = [
        Front(
            "Спросить и предложить",
            "Открытые обсуждения: вопрос или предложение проверяет модератор, на него отвечают в срок, всё сводится в один документ.",
            "consultations",
            "chat-left-text",
        ),
    ]
    calendar_entries = [CalendarRows("discussions", "Обсуждения", "consultations.topics.entries.public")]
    counts = [
        Counting("OPEN1", "consultations.messages.counting.in_time"),
        Counting("OPEN2", "consultations.messages.counting.median_days"),
        Counting("GOOD1", "consultations.city.counting.good"),
    ]
    taking_part = [TakingPart("сообщения", "consultations.messages.counting.authors")]
    keeps = ["consultations.MessagePhoto"]
    board_title = "Обсуждения"
    message_kinds = [
        MessageKind(
            "consultation",
            "Обсуждения",
            "На ваше сообщение ответили, обсуждение продлено, вышел свод предложений.",
            ("consultation:*",),
            usual="daily",
        ),
        MessageKind(
            "subscription",
            "Подписки на темы",
            "В теме, на которую вы подписаны, новое сообщение, она открылась, продлена или закончилась.",
            ("subscription:*",),
            usual="daily",
        ),
    ]
    pictures = [
        Picture(
            "consultation",
            "Обсуждение",
            "От объявления до свода предложений: когда пишут, кто отвечает и что бывает, если ответа нет.",
            "chat-left-text",
            "topics.flow.TopicFlow",
        ),
        Picture(
            "consultation-message",
            "Сообщение в обсуждении",
            "Кто проверяет сообщение, когда его могут вернуть или не показать, и кто на него отвечает.",
            "chat-left-text",
            "messages.flow.MessageFlow",
        ),
    ]
    requirements = [
        Requirement(
            "Модераторы обсуждений",
            "consultations.messages.readiness.moderators",
            "пригласите на роль двоих: жалобу на отказ показать сообщение решает не тот, кто отказал",
            "roles",
        ),
    ]
    registers = [Register("consultations", "Своды предложений", "10-01", "СВ-{year}-{n:03d}")]
