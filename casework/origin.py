"""Where a request comes from: the one place that decides what to believe of what a proxy and a client say."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

NOWHERE = "0.0.0.0"  # noqa: S104 - not an address to listen at: what is written down when there is none, as behind a local socket


def address_of(request: HttpRequest | None) -> str:
    """The network address of whoever asks.

    Each of our own proxies (`TRUSTED_PROXIES`) adds the address it has seen to the end of X-Forwarded-For; whatever stands before those
    was written by the client and is not believed. A chain shorter than ours did not come through our proxies: the peer itself counts.
    """
    if request is None:
        return NOWHERE
    depth = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    chain = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    seen = chain[-depth] if 0 < depth <= len(chain) else ""
    return _plain(seen) or _plain(request.META.get("REMOTE_ADDR", "")) or NOWHERE


def _plain(text: str) -> str:
    """The address without brackets and port; empty when it is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ip_address(text))
    except ValueError:
        return ""
