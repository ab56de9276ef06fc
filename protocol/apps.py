from django.apps import AppConfig


class ProtocolConfig(AppConfig):
    name = "protocol"
    verbose_name = "Красноярский протокол"
    main_menu = [("Протокол", "protocol")]
