"""What the platforms ask before people are let in."""

from negotiations.platforms.models import NegotiationPlatform


def platforms() -> tuple[bool, str]:
    """Is there a place to bring a proposal to today?"""
    titles = [platform.title for platform in NegotiationPlatform.objects.accepting().order_by("pk")]
    return bool(titles), f"приём открыт: {', '.join(titles)}" if titles else "приём не открыт ни на одной"
