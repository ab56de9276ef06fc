from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Документы"
    main_menu = [("Документы", "documents"), ("Проверить документ", "check")]
    board_title = "Подписание"
    pictures = [
        (
            "signing",
            "Подписание документа",
            "Кто и в какой очереди подписывает документ и что бывает, если кто-то отказался.",
            "pen",
            "SigningFlow",
        ),
    ]
