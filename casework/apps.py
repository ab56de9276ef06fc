from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "casework"
    verbose_name = "Делопроизводство"

    def ready(self) -> None:
        """No session may have triggers ignored."""
        from django.db.models.signals import post_migrate

        from casework.protection import refuse_to_ignore

        post_migrate.connect(refuse_to_ignore, sender=self, dispatch_uid="casework.protection")
