"""What the working group may resolve about an amendment."""

from typing import Any

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
