"""Reading what mail servers return: a delivery status notification (RFC 3464), or at least the headers of the letter that came back."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

MESSAGE_ID = re.compile(r"^(?:X-Original-)?Message-ID:\s*(<[^<>\s]+>)", re.IGNORECASE | re.MULTILINE)


def read(data: bytes) -> tuple[str, str] | None:
    """(Message-ID of the letter, words of the server) when a letter could not be delivered for good; None for everything else."""
    report: Any = message_from_bytes(data, policy=policy.default)
    parts = [part for part in report.walk() if part.get_content_type() == "message/delivery-status"]
    blocks = [block for part in parts for block in _blocks(part)]
    failed = [block for block in blocks if str(block.get("Action", "")).strip().lower() == "failed"]
    message_id = _message_id_in(report)
    if not failed or not message_id:
        return None
    words = str(failed[0].get("Diagnostic-Code") or failed[0].get("Status") or "без объяснения")
    return message_id, " ".join(words.split())


def _blocks(part: EmailMessage) -> list[Any]:
    """The fields about each recipient."""
    payload = part.get_payload()
    return payload if isinstance(payload, list) else []


def _message_id_in(report: EmailMessage) -> str:
    """Of the letter inside: whole, or only its headers. The report's own number stands outside."""
    for part in report.walk():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            return str(inner[0].get("Message-ID", "")).strip() if isinstance(inner, list) else ""  # type: ignore[union-attr]
        if part.get_content_type() == "text/rfc822-headers":
            raw = part.get_payload(decode=True)
            known = MESSAGE_ID.search(raw.decode("utf-8", "replace") if isinstance(raw, bytes) else "")
            return known[1] if known else ""
    return ""
