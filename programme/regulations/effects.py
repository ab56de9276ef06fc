"""What is foreseen of a change of the rules. The rooms answer in `<thing>/foresight.py`:

`foresee(old, new)` of two versions of the regulation (the new one is not stored), `foresee_criteria(code, old, new)` of two lists of rows;
both give effects, computed from what has really happened. Pure.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Effect:
    """What a change would have done, in words (Russian), with the cases that show it."""

    title: str
    words: str
    lines: tuple[str, ...] = ()
