"""How long a ground must be (регламент 3.2 «Шкала»)."""

from typing import Any


def least_length(rules: dict[str, Any], value: int) -> int:
    """Characters of the ground of a mark by the rules of the regulation (`expertise.grounds`): an extreme mark asks for more."""
    is_extreme = value <= rules["extreme_low"] or value >= rules["extreme_high"]
    return int(rules["extreme" if is_extreme else "criterion"])
