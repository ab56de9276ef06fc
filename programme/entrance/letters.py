"""Letters that carry a secret link: their content is forgotten as soon as they are sent."""

from casework import mail


def send(to: str, subject: str, body: str) -> None:
    """Put a letter about an account into the queue, as part of the transaction that is open now."""
    mail.post(to, subject, body, kind="account", is_brief=True)
