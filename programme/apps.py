from typing import Any

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "programme"
    verbose_name = "Программа"

    def ready(self) -> None:
        """Whoever confirms an address finds there what was sent to it before."""
        from allauth.account.signals import email_confirmed

        email_confirmed.connect(_hand_over, dispatch_uid="programme.invitations")


def _hand_over(email_address: Any, **_: Any) -> None:
    from programme.actions import hand_over_invitations

    hand_over_invitations(email_address.user, email_address.email)
