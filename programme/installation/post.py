"""The mail of the installation in plain words: where letters go, and why one did not."""

import smtplib
import socket
import ssl

from django.conf import settings

SMTP = "django.core.mail.backends.smtp.EmailBackend"
FILES = "django.core.mail.backends.filebased.EmailBackend"


def goes_out() -> bool:
    """Do letters leave this machine?"""
    return settings.EMAIL_BACKEND != FILES


def where() -> str:
    """Where letters go (Russian, a sentence)."""
    if settings.EMAIL_BACKEND == FILES:
        return f"Почтовый сервер не задан: письма не уходят, а складываются в папку {settings.EMAIL_FILE_PATH}."
    if settings.EMAIL_BACKEND == SMTP:
        return f"Письма уходят через сервер {settings.EMAIL_HOST}:{settings.EMAIL_PORT}."
    return f"Письмами занимается {settings.EMAIL_BACKEND}."


def reason(error: BaseException) -> str | None:
    """Why a letter did not go and what to do (Russian); None for what is no fault of the post."""
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    kinds: list[tuple[type[BaseException], str]] = [
        (smtplib.SMTPAuthenticationError, f"Сервер {server} не принял имя или пароль: проверьте EMAIL_HOST_USER и EMAIL_HOST_PASSWORD."),
        (smtplib.SMTPSenderRefused, f"Сервер {server} не принял обратный адрес: укажите ящик, от имени которого ему разрешено отправлять."),
        (smtplib.SMTPRecipientsRefused, f"Сервер {server} не принял адрес получателя: проверьте, нет ли в нём ошибки."),
        (smtplib.SMTPNotSupportedError, f"Сервер {server} не знает шифрования или входа: проверьте EMAIL_PORT и EMAIL_USE_TLS."),
        (ssl.SSLError, f"Защищённое соединение с {server} не получилось: проверьте EMAIL_PORT и EMAIL_USE_TLS."),
        (socket.gaierror, f"Нет такого почтового сервера: {settings.EMAIL_HOST}. Проверьте EMAIL_HOST."),
        (TimeoutError, f"Сервер {server} не ответил: проверьте EMAIL_HOST, EMAIL_PORT и что соединение разрешено."),
        (ConnectionError, f"Сервер {server} не принимает соединений: проверьте EMAIL_HOST и EMAIL_PORT."),
        (smtplib.SMTPException, f"Сервер {server} письма не принял: {error}."),
        (OSError, f"Письмо не записалось: {error}."),
    ]  # fmt: skip
    return next((words for kind, words in kinds if isinstance(error, kind)), None)
