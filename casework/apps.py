from django.apps import AppConfig

from casework.announcements import Requirement


class CaseworkConfig(AppConfig):
    name = "casework"
    verbose_name = "Делопроизводство"
    requirements = [
        Requirement("Очередь", "casework.machine.queue", "запустите ./run или manage.py procrastinate worker"),
        Requirement("Место для файлов", "casework.machine.space", "освободите место: нужно не меньше 5 ГБ"),
    ]

    def ready(self) -> None:
        """No session may have triggers ignored, no installation works as a superuser."""
        from django.core.checks import Tags, register  # noqa: PLC0415 - models are loaded by now
        from django.db.models.signals import post_migrate  # noqa: PLC0415 - models are loaded by now

        from casework.protection import plain_role, refuse_to_ignore  # noqa: PLC0415 - models are loaded by now

        register(plain_role, Tags.security, deploy=True)

        post_migrate.connect(refuse_to_ignore, sender=self, dispatch_uid="casework.protection")
