"""What the working group may resolve about the project of an edition."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


PUBLISH = [
    {"code": "publish", "title": "Опубликовать для обсуждения", "majority": "simple"},
    {"code": "rework", "title": "Вернуть на доработку", "needs_reasons": True, "majority": "simple", "tone": "bad"},
]
