from django.apps import AppConfig

from casework.announcements import MessageKind, Requirement


class CaseworkConfig(AppConfig):
    name = "casework"
    verbose_name = "Делопроизводство"
    message_kinds = [
        MessageKind("task", "Новые задачи", "Что сделать по делу и до какого дня.", ("task", "task:*")),
        MessageKind(
            "reminder",
            "Напоминания о сроках",
            "За три дня, за день и в последний день.",
            ("deadline:*",),
            usual="daily",
        ),
        MessageKind(
            "office",
            "Работа подразделения",
            "Кто опоздал или выбыл, что поступило на стол, какое письмо вернулось.",
            ("deadline:*:escalated", "deadline:*:office", "letter:*"),
            usual="daily",
            for_offices=True,
        ),
    ]
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
