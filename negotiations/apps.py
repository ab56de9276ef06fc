from django.apps import AppConfig


class NegotiationsConfig(AppConfig):
    name = "negotiations"
    verbose_name = "Предложения и переговоры"
    main_menu = [("Предложения", "proposals"), ("Площадки", "platforms")]
