"""The player: lives all stories at once, in the order of their days, with every deadline firing in between.

A story is a generator that acts and then says what it waits for: a moment, or the paper that is being set.
"""

import heapq
from collections.abc import Callable, Generator, Iterable
from datetime import date, datetime
from itertools import count
from typing import Any

from django.db.models import Min
from django.utils import timezone

from casework import sweeping, workdays
from casework.models import Waiting
from documents.checkpoints.actions import take_checkpoint
from expertise.expertises.overdue import sweep as sweep_expertises
from journal import chain
from portal.demo.clock import Clock
from portal.demo.jobs import Jobs


class Paper:
    """A story waits until all paper of the days before lies there."""


PAPER = Paper()
Wait = datetime | Paper
Story = Generator[Wait, None, None]


class DemoError(Exception):
    """The demo cannot go on: something did not come about, or was refused."""


class Player:
    """One loop for all stories: a heap of moments, and a clock that is moved from one to the next."""

    def __init__(
        self, clock: Clock, watch: Callable[[date], None] = lambda day: None, jobs: Jobs | None = None
    ) -> None:
        self.clock, self.watch = clock, watch
        self.jobs = jobs or Jobs(clock)
        self.heap: list[tuple[datetime, int, str, Story]] = []
        self.order = count()
        self.day: date | None = None

    def play(self, stories: Iterable[tuple[str, Story]]) -> None:
        """Live through all stories, and then on to the present."""
        try:
            for name, story in stories:
                heapq.heappush(self.heap, (self.clock.start, next(self.order), name, story))
            while self.heap:
                moment, _, name, story = heapq.heappop(self.heap)
                if moment > self.clock.end:
                    raise DemoError(f"«{name}» goes on into the future: {moment:%d.%m.%Y %H:%M}")
                self.go_to(moment)
                self._resume(name, story)
            self.go_to(self.clock.end)
            self.jobs.settle()
            self.jobs.leave()
            self.seal()
        finally:
            self.jobs.close()

    def _resume(self, name: str, story: Story) -> None:
        """Let a story act until it waits for another moment."""
        try:
            while isinstance(wait := next(story, None), Paper):
                self.jobs.settle(before=self.day)
        except Exception as error:
            error.add_note(f"in the story «{name}», {timezone.localtime():%d.%m.%Y %H:%M}")
            raise
        self.jobs.run()
        if wait is not None:
            heapq.heappush(self.heap, (wait, next(self.order), name, story))

    def go_to(self, moment: datetime) -> None:
        """Move the clock, stopping wherever a deadline fires on the way."""
        while (stage := first_stage()) and stage <= moment:
            self._step(max(stage, timezone.now()))  # a term may have been over when it began
            while sweeping.sweep():  # it fires so many at a time
                pass
            sweep_expertises()
            self.jobs.run()
            if first_stage() == stage:
                raise DemoError(f"the deadlines of {stage} do not fire")
        self._step(moment)

    def _step(self, moment: datetime) -> None:
        """Paper may take its time, but not longer than to the end of the next day."""
        day = workdays.local_date(moment)
        if day != self.day:
            if self.day:
                self.jobs.settle(before=self.day)
            self.day = day
            self.watch(day)
            take_checkpoint()
        self.clock.to(moment)

    def seal(self) -> None:
        """The journal is sealed now and then, as by the queue every minute."""
        while chain.seal():
            pass


def first_stage() -> Any:
    """The next moment at which a term has something to say."""
    return Waiting.objects.open().filter(paused_at=None).aggregate(first=Min("stage_at"))["first"]
