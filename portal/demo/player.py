"""The player: lives all stories at once, in the order of their days, with every deadline firing in between."""

import heapq
import logging
from collections.abc import Callable, Generator, Iterable
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.db.models import Min
from django.utils import timezone

from casework import deadlines, workdays
from casework.models import Waiting
from expertise.actions import sweep as sweep_expertises
from journal import chain
from portal.demo.clock import Clock
from portal.demo.jobs import Jobs

logger = logging.getLogger(__name__)
PATIENCE = 80  # how often a story asks in vain before it is clear that it has got stuck
PAUSE = timedelta(hours=2)


class Paper:
    """A story waits until all paper of the days before lies there."""


PAPER = Paper()
Wish = datetime | Paper | Callable[[], Any]
Story = Generator[Wish, None, None]


class Stumble(Exception):
    """The demo cannot go on: something did not come about, or was refused."""


class Player:
    """One loop for all stories: a heap of moments, and a clock that is moved from one to the next."""

    def __init__(self, clock: Clock, watch: Callable[[date], None] = lambda day: None) -> None:
        self.clock, self.watch = clock, watch
        self.jobs = Jobs(clock)
        self.heap: list[tuple[datetime, int, str, Story, Wish, int]] = []
        self.order = count()
        self.day: date | None = None

    def play(self, stories: Iterable[tuple[str, Story]]) -> None:
        """Live through all stories, and then on to the present."""
        try:
            for name, story in stories:
                self._push(self.clock.start, name, story, self.clock.start)
            while self.heap:
                moment, _, name, story, wish, asked = heapq.heappop(self.heap)
                if moment > self.clock.end:
                    raise Stumble(f"«{name}» goes on into the future: {moment:%d.%m.%Y %H:%M}")
                self.go_to(moment)
                self._resume(name, story, wish, asked)
            self.go_to(self.clock.end)
            self.jobs.settle()
            self.seal()
        finally:
            self.jobs.close()

    def _resume(self, name: str, story: Story, wish: Wish, asked: int) -> None:
        """Let a story act, if what it has wished for is there."""
        if isinstance(wish, Paper):
            self.jobs.settle(before=self.day)
        elif callable(wish) and not wish():
            if asked > PATIENCE:
                raise Stumble(f"«{name}» waits in vain since {timezone.localtime():%d.%m.%Y}: {wish.__qualname__}")
            self._push(timezone.now() + PAUSE, name, story, wish, asked + 1)
            return
        try:
            wish = next(story)
        except StopIteration:
            self.jobs.run()
            return
        except Exception as error:
            error.add_note(f"in the story «{name}», {timezone.localtime():%d.%m.%Y %H:%M}")
            raise
        self.jobs.run()
        self._push(wish if isinstance(wish, datetime) else timezone.now(), name, story, wish)

    def _push(self, moment: datetime, name: str, story: Story, wish: Wish, asked: int = 0) -> None:
        heapq.heappush(self.heap, (moment, next(self.order), name, story, wish, asked))

    def go_to(self, moment: datetime) -> None:
        """Move the clock, stopping wherever a deadline fires on the way."""
        while (stage := _next_stage()) and stage <= moment:
            self._step(stage)
            deadlines.sweep()
            sweep_expertises()
            self.jobs.run()
            if _next_stage() == stage:
                raise Stumble(f"the deadlines of {stage} do not fire")
        self._step(moment)

    def _step(self, moment: datetime) -> None:
        """Paper may take its time, but not longer than to the end of the next day."""
        day = workdays.local_date(moment)
        if day != self.day:
            if self.day:
                self.jobs.settle(before=self.day)
            self.day = day
            self.watch(day)
            if day.weekday() == 0:
                self.seal()
        self.clock.to(moment)

    def seal(self) -> None:
        """The journal is sealed now and then, as by the queue every minute."""
        while chain.seal():
            pass


def _next_stage() -> Any:
    return Waiting.objects.open().filter(paused_at=None).aggregate(first=Min("stage_at"))["first"]
