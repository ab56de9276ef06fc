from typing import Any

from django.apps import AppConfig

from casework import roles
from casework.announcements import Desk, Inviting, MessageEvents, MessageKind, Requirement, Searchable

ASKED = "programme.installation.readiness"
BACKUP = "Сделайте копию базы и файлов («Эксплуатация», «Копии и восстановление»), затем ./run manage backup_done"


class ProgrammeConfig(AppConfig):
    name = "programme"
    verbose_name = "Программа"
    searchables = [
        Searchable(
            "Организации",
            "programme.Organization",
            "building",
            ("short_name", "full_name"),
            number="inn",
            about="{row.full_name}",
        ),
    ]
    message_kinds = [
        MessageKind(
            "following", "Подписки на меры, карточки и редакции", "У того, на что вы подписаны, есть новое.", ("following:*",), usual="daily"
        ),
    ]  # fmt: skip
    message_events = [MessageEvents("office", ("absent:*", "membership:*:confirm", "paper:*"))]
    signature_needs = "programme.identity.page.missing_for_signature"
    signature_rules = "programme.regulations.signing.least_for"
    signer_facts = "programme.regulations.signing.facts_of_signer"
    stand_aside = "programme.interests.aside.tied_holders"
    new_ties = "programme.interests.aside.look_at"
    board_title = "Организации и приглашения"
    first_steps = "mandates.page.first_steps"
    keeps = ["programme.MandateEvidence", "programme.PaperAnswer"]
    rule_texts = "programme.regulations.models.texts_of"
    desks = [
        Desk(
            "Пришло на бумаге",
            "on_paper",
            "envelope",
            {roles.PLATFORM_SECRETARY, roles.CLERK, roles.COMMITTEE_SECRETARY},
        ),
        Desk("Личность", "identity_desk", "person-check", {roles.PLATFORM_SECRETARY, roles.CLERK}),
        Desk("Загрузка таблиц", "imports", "table", {roles.ADMIN, roles.PLATFORM_SECRETARY, roles.CLERK}),
        Desk("Перечни и справочники", "lists", "list-ul", {roles.ADMIN, roles.CLERK}),
        Desk("Тексты", "texts", "file-text", {roles.ADMIN, roles.CLERK, roles.AUDITOR}),
        Desk("Настройки города", "city_settings", "sliders", (roles.ADMIN, roles.AUDITOR)),
    ]
    requirements = [
        Requirement("Контакты", f"{ASKED}.contacts", "укажите почту для обращений", "city_settings"),
        Requirement("Исходный код", f"{ASKED}.source", "укажите адрес: этого требует лицензия AGPL", "city_settings"),
        Requirement("Почта", f"{ASKED}.letters", "задайте EMAIL_HOST и отправьте пробное письмо", "trial_letter"),
        Requirement(
            "Государственный вход",
            f"{ASKED}.state_login",
            "проверьте STATE_LOGIN_… и связь с поставщиком («Эксплуатация»)",
        ),
        Requirement("Защищённый адрес", f"{ASKED}.secure", "поставьте прокси с TLS и задайте SITE_URL=https://…"),
        Requirement("Резервная копия", f"{ASKED}.backup", BACKUP),
        Requirement(
            "Регламент", f"{ASKED}.regulation", "прочитайте действующую редакцию и подготовьте изменения", "regulation"
        ),
        Requirement("Секретарь площадки", f"{ASKED}.platform_secretaries", "пригласите его на роль", "roles"),
        Requirement("Администраторы", f"{ASKED}.administrators", "пусть каждый подключит второй фактор", "roles"),
    ]
    invites = [
        Inviting("representation", "programme.representatives.actions.PURPOSE"),
        Inviting("role", "programme.appointments.actions.PURPOSE"),
    ]

    def ready(self) -> None:
        """Connect what follows a confirmed address, a login, a new password or second factor."""
        from allauth.account import signals as account  # noqa: PLC0415 - models are loaded by now
        from allauth.mfa import signals as mfa  # noqa: PLC0415 - models are loaded by now
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415 - models are loaded by now
        from django.core.checks import register  # noqa: PLC0415 - here, as everything that is connected

        register(_gateway_faults)
        register(_provider_faults)
        account.email_confirmed.connect(_hand_over, dispatch_uid="programme.invitations")
        user_logged_in.connect(_begin, dispatch_uid="programme.sessions")
        secrets = [account.password_changed, account.password_set, account.password_reset]
        secrets += [mfa.authenticator_added, mfa.authenticator_removed, mfa.authenticator_reset]
        for secret in secrets:
            secret.connect(_renew_calendar, dispatch_uid="programme.calendar")


def _hand_over(email_address: Any, **_: Any) -> None:
    from programme.invitations.actions import hand_over_invitations  # noqa: PLC0415 - models are loaded by now

    hand_over_invitations(email_address.user, email_address.email)


def _gateway_faults(**_: Any) -> list[Any]:
    """A gateway that could not work stops the start, not the first citizen."""
    from django.core.checks import Error  # noqa: PLC0415 - see above

    from programme.identity import sms  # noqa: PLC0415 - settings are read by now

    return [Error(words, id="programme.E001") for words in sms.faults()]


def _provider_faults(**_: Any) -> list[Any]:
    """The same for the state's provider of identity."""
    from django.core.checks import Error  # noqa: PLC0415 - see above

    from programme.state_login import provider  # noqa: PLC0415 - settings are read by now

    return [Error(words, id="programme.E002") for words in provider.faults()]


def _begin(request: Any, **_: Any) -> None:
    from programme.entrance.middleware import begin_session  # noqa: PLC0415 - models are loaded by now

    begin_session(request)


def _renew_calendar(user: Any, **_: Any) -> None:
    """What was opened with the old password or without the second factor is shut."""
    from casework.calendar_feed import close  # noqa: PLC0415 - models are loaded by now

    close(user)
