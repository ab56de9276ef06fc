"""What the working group may resolve about an amendment."""

from typing import Any

from protocol.amendments.models import Amendment

QUALIFIED: dict[str, Any] = {"needs_reasons": True, "majority": "qualified"}
ACCEPT = {"code": "accept", "title": "Принять", "outcome": "О принятии {about}", **QUALIFIED}

PARTLY = {
    "code": "accept_partly",
    "title": "Принять частично, в редакции группы",
    "outcome": "О частичном принятии {about}",
    **QUALIFIED,
}

DECLINE = {"code": "decline", "title": "Отклонить", "outcome": "Об отклонении {about}", "tone": "bad", **QUALIFIED}

# 3.4 wants two thirds for any answer; where they are not to be had the co-chairs seek one together.
CONCILIATE = {"code": "conciliate", "title": "Передать на согласительное заседание", "needs_reasons": True, "majority": "simple"}  # fmt: skip

OTHER_WORDS = "sub:"  # and the number of an amendment to the amendment


def options(amendment: Amendment, *, is_free: bool, has_own_words: bool) -> list[dict[str, Any]]:
    """What the group may resolve. `is_free`: no accepted amendment has changed the same words; `has_own_words`: the editor has written some."""
    proposed = [
        {
            "code": f"{OTHER_WORDS}{row.number}",
            "title": f"Принять с поправкой № {row.label}",
            "outcome": f"О принятии {{about}} с поправкой № {row.label}",
            **QUALIFIED,
        }
        for row in amendment.subamendments.all()
    ]
    return [*([ACCEPT, *proposed] if is_free else []), *([PARTLY] if has_own_words else []), DECLINE, CONCILIATE]


def proposed_wording(amendment: Amendment, code: str) -> str:
    """The words of the amendment to the amendment that a resolution chooses; empty for any other resolution."""
    if not code.startswith(OTHER_WORDS):
        return ""
    return amendment.subamendments.get(number=int(code.removeprefix(OTHER_WORDS))).wording
