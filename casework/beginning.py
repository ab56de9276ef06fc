"""«Первые шаги»: what somebody new does, in order, each step with its state and its way on; the rooms name their own steps."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string

from casework import rooms


@dataclass(frozen=True)
class FirstStep:
    """One step. `state`: "done", "now" (to be done), "waiting" (others act), "later" (something before it is missing)."""

    title: str
    state: str
    text: str = ""
    url: str = ""
    button: str = ""

    @property
    def state_words(self) -> str:
        """The state as people read it (Russian)."""
        return {"done": "сделано", "now": "ваш шаг", "waiting": "ждём ответа"}.get(self.state, "позже")


def first_steps(person: Any) -> list[FirstStep]:
    """The steps of all rooms, from the lowest floor up; none for whoever works in an office, and none when the last room's are done."""
    if any(key.startswith("role:") for key in person.capacity_keys()):
        return []
    steps: list[FirstStep] = []
    for room, name in rooms.announced("first_steps"):
        steps_of: Callable[[Any], list[FirstStep]] = import_string(f"{room}.{name}")
        own = steps_of(person)
        if not steps and all(step.state == "done" for step in own):
            return []
        steps = [*own, *steps]
    return steps
