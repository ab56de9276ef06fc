"""Classifiers fixed by the programme (domain 2.1): their codes stand in the database, their labels are shown."""

from django.db import models


class ProjectCluster(models.TextChoices):
    """The three clusters of projects."""

    BK = "BK", "Большой Красноярск"
    NKD = "NKD", "Новый красноярский дом"
    SS = "SS", "Соседские сообщества"


class ProgramLevel(models.TextChoices):
    """On how many shoulders a project rests."""

    META = "meta", "метауровень"
    INTERDEPARTMENTAL = "interdepartmental", "комплексный межведомственный"
    SECTORAL = "sectoral", "специализированный (отраслевой)"


class MegaprojectDirection(models.TextChoices):
    """The three directions of the megaproject."""

    LIFE = "LIFE", "современные уклады жизни в городе"
    CULT = "CULT", "город, открытый разным культурам"
    TECH = "TECH", "гуманитарные технологии нового поколения"


class Sector(models.TextChoices):
    """The three sectors that meet at the table."""

    AUTHORITY = "authority", "органы власти и управления"
    BUSINESS = "business", "бизнес-структуры"
    COMMUNITY = "community", "общественный сектор"


class SectoralArea(models.TextChoices):
    """The seven areas of the city's life."""

    EDUCATION = "education", "образование"
    YOUTH = "youth", "молодёжная политика"
    CULTURE = "culture", "культура"
    SPORT = "sport", "физкультура и спорт"
    HR = "hr", "местное самоуправление и кадровая политика"
    SOCIAL = "social", "социальная защита"
    HEALTH = "health", "здравоохранение"


class District(models.TextChoices):
    """The seven districts of the city."""

    ZHD = "zhd", "Железнодорожный"
    KIR = "kir", "Кировский"
    LEN = "len", "Ленинский"
    OKT = "okt", "Октябрьский"
    SVER = "sver", "Свердловский"
    SOV = "sov", "Советский"
    CEN = "cen", "Центральный"


class PositioningScale(models.TextChoices):
    """How far the city is seen through the project."""

    CITY = "city", "в городском сообществе"
    REGION = "region", "в крае"
    COUNTRY = "country", "в стране"
    WORLD = "world", "в мире"
