from django.apps import AppConfig

from documents.registers.kinds import Register


class ExpertiseConfig(AppConfig):
    name = "expertise"
    verbose_name = "Экспертиза"
    desks = [
        ("Стол эксперта", "expert_desk", "clipboard-check", {"role:expert_prof", "role:expert_public"}),
        ("Эксперты", "experts", "person-vcard", {"role:expertise_coordinator", "role:auditor"}),
    ]
    board_title = "Экспертиза"
    pictures = [
        (
            "expertise",
            "Профессионально-общественная экспертиза",
            "Как собирается группа, как эксперты оценивают проект, не видя друг друга, и откуда берётся итоговый балл.",
            "clipboard-data",
            "expertises.flow.ExpertiseFlow",
        ),
    ]
    registers = [
        Register("conclusions", "Экспертные заключения", "03-02", "ПОЭ-{year}-{n:04d}"),
    ]
