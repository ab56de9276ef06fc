"""What the committee may resolve about a place."""

from typing import Any

REVOKING: list[dict[str, Any]] = [
    {"code": "revoke", "title": "Лишить места", "needs_reasons": True, "outcome": "О лишении {about}", "tone": "bad"},
    {"code": "keep", "title": "Сохранить место", "outcome": "О сохранении {about}"},
]
