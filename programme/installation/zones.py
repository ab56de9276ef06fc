"""The time zone of the city: a file that every process reads when it starts (config/settings.py), for the database is asked later."""

import os

from django.conf import settings

# The zones of Russia by the difference from Moscow; a city names its own or the nearest.
ZONES = [
    ("Europe/Kaliningrad", "Калининград (МСК−1)"),
    ("Europe/Moscow", "Москва (МСК)"),
    ("Europe/Samara", "Самара, Ижевск (МСК+1)"),
    ("Asia/Yekaterinburg", "Екатеринбург, Уфа, Пермь (МСК+2)"),
    ("Asia/Omsk", "Омск (МСК+3)"),
    ("Asia/Krasnoyarsk", "Красноярск (МСК+4)"),
    ("Asia/Novosibirsk", "Новосибирск, Томск, Барнаул, Кемерово (МСК+4)"),
    ("Asia/Irkutsk", "Иркутск, Улан-Удэ (МСК+5)"),
    ("Asia/Yakutsk", "Якутск, Чита (МСК+6)"),
    ("Asia/Vladivostok", "Владивосток, Хабаровск (МСК+7)"),
    ("Asia/Magadan", "Магадан, Южно-Сахалинск (МСК+8)"),
    ("Asia/Kamchatka", "Петропавловск-Камчатский (МСК+9)"),
]


def is_fixed() -> bool:
    """Does the environment say it, so that the file is not asked?"""
    return bool(os.environ.get("TIME_ZONE"))


def is_chosen() -> bool:
    """Has anybody said it?"""
    return is_fixed() or settings.TIME_ZONE_FILE.exists()


def kept() -> str:
    """What the file says; what the processes go by if there is none."""
    path = settings.TIME_ZONE_FILE
    return path.read_text().strip() if path.exists() else settings.TIME_ZONE


def keep(zone: str) -> None:
    """Write the choice down; processes that start from now on go by it."""
    path = settings.TIME_ZONE_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(zone + "\n")
    new.replace(path)


def words() -> str:
    """The zone by which this process counts days."""
    return dict(ZONES).get(settings.TIME_ZONE, settings.TIME_ZONE)
