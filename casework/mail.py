"""Letters: put into the store by the act that causes them, sent by the queue, cleaned and marked at one address."""

import secrets
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from casework.later import later
from casework.letters.models import Letter

FIRST_WAIT, LONGEST_WAIT = 60, 6 * 3600  # seconds
ATTEMPTS = 20  # nine waits that double, then every six hours: three days in all
PLAIN = "casework/letter"  # the template of every letter: .txt and .html


class Patiently(BaseRetryStrategy):
    """A mail server may be down over a week-end: waits double up to six hours, for three days."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if job.attempts >= ATTEMPTS:
            return None
        return RetryDecision(retry_in={"seconds": min(FIRST_WAIT * 2**job.attempts, LONGEST_WAIT)})


PATIENTLY = Patiently()


def post(
    to: str,
    subject: str,
    text: str = "",
    *,
    kind: str = "service",
    person: Any = None,
    case_url: str = "",
    stop_url: str = "",
    is_brief: bool = False,
    **parts: Any,
) -> Letter:
    """Put a letter into the store and the queue, as part of the open transaction.

    `text`: plain words, links included; `parts`: what else the template holds (`groups` of `casework.letters.grouping`). `case_url`: the
    case whose letters make one thread. `stop_url`: the address at which the reader switches such letters off with one click; empty for
    what the law has delivered. `is_brief`: the content is forgotten as soon as the letter is sent.
    """
    now = timezone.now()
    letter = Letter(
        person=person, to=_line(to, ""), kind=kind, subject=_line(subject)[:250], case_url=case_url, is_brief=is_brief,
        message_id=_message_id(f"letter.{secrets.token_urlsafe(18)}"), made_at=now, changed_at=now,
    )  # fmt: skip
    text_part, html = _rendered(text, subject=letter.subject, stop_url=stop_url, **parts)
    letter.put_content(text_part, html, _headers_of(letter, stop_url))
    letter.save()
    later("casework.tasks.send_letter", letter_id=letter.pk)
    return letter


def deliver(letter: Letter) -> None:
    """Hand a stored letter to the mail server."""
    text, html, headers = letter.read_content()
    _hand_over(letter.to, letter.subject, text, html, headers)


def send(to: str, subject: str, text: str) -> None:
    """Send a letter now, without the store: a test of the mail server. A name may hold a line break, a header may not."""
    text_part, html = _rendered(text, subject=subject, stop_url="")
    headers = {"Message-ID": _message_id(f"now.{secrets.token_urlsafe(18)}")}
    _hand_over(_line(to, ""), _line(subject), text_part, html, headers)


def sender() -> str:
    """From whom all letters come."""
    return settings.DEFAULT_FROM_EMAIL


def _hand_over(to: str, subject: str, text: str, html: str, headers: dict[str, str]) -> None:
    """Bounces go to an address of their own; people answer the office."""
    message = EmailMultiAlternatives(
        f"{settings.EMAIL_SUBJECT_PREFIX}{subject}",
        text,
        settings.BOUNCE_ADDRESS or sender(),
        [to],
        reply_to=[settings.CONTACT_EMAIL] if settings.CONTACT_EMAIL else None,
        headers={"From": sender(), "Auto-Submitted": "auto-generated", **headers},
    )
    message.attach_alternative(html, "text/html")
    message.send()


def _headers_of(letter: Letter, stop_url: str) -> dict[str, str]:
    """Its own number, the thread of its case for this reader, and how to stop such letters (RFC 8058: over https only)."""
    headers = {"Message-ID": letter.message_id}
    if letter.case_url and letter.person:
        thread = _message_id(f"case{letter.case_url.replace('/', '.')}{letter.person.pk}")
        headers |= {"In-Reply-To": thread, "References": thread}
    if stop_url:
        headers["List-Unsubscribe"] = f"<{stop_url}>"
        if stop_url.startswith("https://"):
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _message_id(name: str) -> str:
    """In the domain of the installation's own address, so that no filter takes it for a forgery."""
    return f"<{name}@{parseaddr(sender())[1].rpartition('@')[2] or 'localhost'}>"


def _line(text: str, between: str = " ") -> str:
    return between.join(text.split())


def _rendered(text: str, **context: Any) -> tuple[str, str]:
    known = {
        "text": text.strip(), "site": settings.SITE_URL, "owner": settings.ORGANISATION_NAME, "contact": settings.CONTACT_EMAIL,
        **context,
    }  # fmt: skip
    plain = render_to_string(f"{PLAIN}.txt", known).strip()
    while "\n\n\n" in plain:
        plain = plain.replace("\n\n\n", "\n\n")
    return f"{plain}\n", render_to_string(f"{PLAIN}.html", known)
