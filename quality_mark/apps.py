from django.apps import AppConfig


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
