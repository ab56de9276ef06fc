from django.apps import AppConfig


class ProtocolConfig(AppConfig):
    name = "protocol"
    verbose_name = "Красноярский протокол"
    main_menu = [("Протокол", "protocol")]
    board_title = "Протокол"
    fronts = [
        (
            "Присоединиться к Протоколу",
            "Договор власти, бизнеса и общества о том, как вести общие дела: текст, поправки, подписанты.",
            "protocol",
            "journal-check",
        ),
    ]
