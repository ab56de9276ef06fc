"""Motions about the order of a vote itself, which a body may put beside the resolutions of a question (регламент 3.5). Pure."""

from typing import Any

# «Тайное голосование — по персональным вопросам по решению большинства»: that majority is found by an open vote of this motion.
SECRETLY = "vote_secretly"
PERSONAL = "personal"  # the matter of a question about a person: an election, trust, an early end of powers

_MOTIONS: dict[str, dict[str, Any]] = {
    SECRETLY: {
        "code": SECRETLY, "title": "Голосовать по вопросу тайно", "needs_reasons": False, "defers": False, "outcome": "",
        "tone": "info", "majority": "simple",
    },
}  # fmt: skip


def is_procedural(code: str) -> bool:
    """Is it a motion about the order of the vote? It decides nothing of the question itself."""
    return code in _MOTIONS


def motion(code: str) -> dict[str, Any]:
    """A procedural motion in the shape of a resolution; KeyError for any other."""
    return _MOTIONS[code]
