from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Документы"
    main_menu = [("Документы", "documents"), ("Проверить документ", "check")]
