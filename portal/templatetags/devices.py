"""By what people recognise their own devices."""

from django import template

register = template.Library()


@register.filter
def device(user_agent: str) -> str:
    """«Firefox, Windows»: what somebody recognises their own device by. Browsers call themselves by the names of older ones, so order counts."""
    browsers = {
        "YaBrowser": "Яндекс Браузер",
        "Edg": "Edge",
        "OPR": "Opera",
        "Firefox": "Firefox",
        "Chrome": "Chrome",
        "Safari": "Safari",
    }
    systems = {
        "Android": "Android",
        "iPhone": "iPhone",
        "iPad": "iPad",
        "Windows": "Windows",
        "Mac OS": "macOS",
        "Linux": "Linux",
    }
    known = [next((title for mark, title in names.items() if mark in user_agent), "") for names in (browsers, systems)]
    return ", ".join(filter(None, known)) or "Неизвестное устройство"
