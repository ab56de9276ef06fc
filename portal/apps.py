from django.apps import AppConfig

from casework.announcements import MenuItem


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Портал"
    main_menu = [
        MenuItem("Город в разрезах", "axes", is_second=True),
        MenuItem("Каталог", "catalogue", is_second=True),
    ]
