from django.apps import AppConfig

from casework.announcements import Appealable, Desk, MessageEvents, Picture, Recusals, Requirement, Searchable
from casework.counting import Counting
from casework.roles import AUDITOR, EXPERTS
from documents.registers.kinds import Register
from expertise.roles import PRESSED, RANKING_READERS, REGISTER_READERS


class ExpertiseConfig(AppConfig):
    name = "expertise"
    verbose_name = "Экспертиза"
    desks = [
        Desk("Стол эксперта", "expert_desk", "clipboard-check", EXPERTS),
        Desk("Сообщить о давлении", "pressure", "shield-lock", {*PRESSED, AUDITOR}),
        Desk("Эксперты", "experts", "person-vcard", REGISTER_READERS),
        Desk("Рейтинг проектов", "ranking", "list-ol", RANKING_READERS),
    ]
    searchables = [Searchable("Экспертизы", "expertise.Expertise", "clipboard-check", ("object_title",))]
    message_events = [MessageEvents("office", ("assignment:*:tie:*",))]
    appealables = [
        Appealable(
            "challenge",
            "отказ в отводе эксперта",
            "expertise.Challenge",
            "expertise.challenges.appeals.RULES",
            ("CH-03",),
        ),
        Appealable(
            "exclusion", "исключение из реестра экспертов", "expertise.Expert", "expertise.register.appeals.RULES"
        ),
    ]
    counts = [Counting("EXP1", "expertise.scoring.agreement.agreement")]
    keeps = ["expertise.BlindFile", "expertise.QuestionFile"]
    recusals = [Recusals("expertise.panels.recusals.rows")]
    board_title = "Экспертиза"
    pictures = [
        Picture(
            "expertise",
            "Профессионально-общественная экспертиза",
            "Как собирается группа, как эксперты оценивают проект, не видя друг друга, и откуда берётся итоговый балл.",
            "clipboard-data",
            "expertises.flow.ExpertiseFlow",
        ),
    ]
    requirements = [
        Requirement(
            "Координатор экспертизы", "expertise.register.readiness.coordinators", "пригласите его на роль", "roles"
        ),
        Requirement(
            "Эксперты",
            "expertise.register.readiness.experts",
            "пригласите экспертов на роль; затем координатор включит их в реестр",
            "roles",
        ),
    ]
    registers = [
        Register("expert_service", "Справки об экспертной работе", "03-03", "СЭ-{year}-{n:04d}"),
        Register("conclusions", "Экспертные заключения", "03-02", "ПОЭ-{year}-{n:04d}"),
        Register("scenarios", "Справки о сценариях отбора", "03-04", "СЦ-{year}-{n:03d}"),
    ]
