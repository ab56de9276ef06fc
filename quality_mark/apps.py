from django.apps import AppConfig

from documents.registers import Register


class QualityMarkConfig(AppConfig):
    name = "quality_mark"
    verbose_name = "Знак качества"
    main_menu = [("Знак качества", "marks")]
    board_title = "Знак качества"
    fronts = [
        (
            "Получить Знак качества",
            "Конкурс товаров, услуг и практик города: независимая оценка, жюри и открытый реестр.",
            "marks",
            "award",
        ),
    ]
    registers = [
        Register("jury", "Протоколы жюри", "04-02", "Ж-{contest}-{n}", by_year=False, bears_event_day=True),
        Register("certificates", "Свидетельства о присвоении Знака", "04-04", "КЗК-{year}-{n:03d}"),
        Register("diplomas", "Дипломы", "04-05", "КД-{year}-{n:03d}"),
    ]
