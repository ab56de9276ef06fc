"""The clock of the city as its site and its worker read it: the player writes the moment down (benchmarks/chaos_hands.py)."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import time_machine

GLANCE = 0.02  # seconds between two looks of a worker at the clock


class Follower:
    """Keeps the time of this process where the clock stands."""

    current: "Follower | None" = None

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self.shown = self._read()
        self.hands: Any = time_machine.travel(self.shown, tick=False)

    def start(self) -> None:
        """From here on; a thread looks, because a worker is not told when its next job comes."""
        self.hands = self.hands.start()
        Follower.current = self
        threading.Thread(target=self._watch, daemon=True).start()

    def look(self) -> None:
        """It is as late as the clock says."""
        if (moment := self._read()) > self.shown:
            self.shown = moment
            self.hands.move_to(moment)

    def _watch(self) -> None:
        while True:
            time.sleep(GLANCE)
            self.look()

    def _read(self) -> float:
        return float(self.path.read_text())


class FollowMiddleware:
    """A process of the site that was forked has no thread that looks: it looks itself."""

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        assert Follower.current is not None, "the settings have started it"
        Follower.current.look()
        return self.get_response(request)
