from django.apps import AppConfig


class QualityMarkConfig(AppConfig):
    name = "quality_mark"
    verbose_name = "Знак качества"
    main_menu = [("Знак качества", "marks")]
