from typing import Any

from django.apps import AppConfig

from casework.announcements import Inviting


class ProgrammeConfig(AppConfig):
    name = "programme"
    verbose_name = "Программа"
    invites = [
        Inviting("representation", "programme.representatives.actions.PURPOSE"),
        Inviting("role", "programme.appointments.actions.PURPOSE"),
    ]

    def ready(self) -> None:
        """Connect what follows a confirmed address, a login, a new password or second factor."""
        from allauth.account import signals as account  # noqa: PLC0415 - models are loaded by now
        from allauth.mfa import signals as mfa  # noqa: PLC0415 - models are loaded by now
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415 - models are loaded by now

        account.email_confirmed.connect(_hand_over, dispatch_uid="programme.invitations")
        user_logged_in.connect(_begin, dispatch_uid="programme.sessions")
        secrets = [account.password_changed, account.password_set, account.password_reset]
        secrets += [mfa.authenticator_added, mfa.authenticator_removed, mfa.authenticator_reset]
        for secret in secrets:
            secret.connect(_renew_calendar, dispatch_uid="programme.calendar")


def _hand_over(email_address: Any, **_: Any) -> None:
    from programme.invitations.actions import hand_over_invitations  # noqa: PLC0415 - models are loaded by now

    hand_over_invitations(email_address.user, email_address.email)


def _begin(request: Any, **_: Any) -> None:
    from programme.entrance.middleware import begin_session  # noqa: PLC0415 - models are loaded by now

    begin_session(request)


def _renew_calendar(user: Any, **_: Any) -> None:
    """What was opened with the old password or without the second factor is shut."""
    from casework.calendar_feed import close  # noqa: PLC0415 - models are loaded by now

    close(user)
