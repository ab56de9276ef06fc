"""The awards an entry may be recommended for."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    pass


class Level(models.TextChoices):
    """What an entry is recommended for, the best first."""

    MARK = "mark", "Знак качества"
    DIPLOMA_1 = "diploma_1", "Диплом I степени"
    DIPLOMA_2 = "diploma_2", "Диплом II степени"
    PARTICIPANT = "participant", "Участник"
