"""The clock of the city as its site and its worker read it: the player writes the moment down (benchmarks/chaos_hands.py)."""

import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import time_machine
from procrastinate import periodic

GLANCE = 0.02  # seconds between two looks of a worker at the clock


class Deferrer(periodic.PeriodicDeferrer):
    """Months pass in minutes here: of all the times at which a periodic job was due meanwhile, only the last one counts."""

    def get_timestamps(
        self, periodic_task: periodic.PeriodicTask[..., Any, Any], since: int | None, until: float
    ) -> Iterable[int]:
        """As after a start: the last time before `until`, unless it has been seen to."""
        return [last for last in super().get_timestamps(periodic_task, None, until) if since is None or last > since]


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
        periodic.PeriodicDeferrer = Deferrer  # type: ignore[misc]  # the worker makes one by this name
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
