"""Classifiers fixed by the programme (domain 2.1); those that a city changes are lists (`programme/lists/`)."""

from django.db import models


class ProgramLevel(models.TextChoices):
    """On how many shoulders a project rests."""

    META = "meta", "метауровень"
    INTERDEPARTMENTAL = "interdepartmental", "комплексный межведомственный"
    SECTORAL = "sectoral", "специализированный (отраслевой)"


class Sector(models.TextChoices):
    """The three sectors that meet at the table."""

    AUTHORITY = "authority", "органы власти и управления"
    BUSINESS = "business", "бизнес-структуры"
    COMMUNITY = "community", "общественный сектор"


class PositioningScale(models.TextChoices):
    """How far the city is seen through the project."""

    CITY = "city", "в городском сообществе"
    REGION = "region", "в крае"
    COUNTRY = "country", "в стране"
    WORLD = "world", "в мире"
