"""One city that lives under blows: `python -m benchmarks.chaos_city <folder> <kills> <seed> [story …]`, for benchmarks/chaos.py."""

import json
import os
import sys
from pathlib import Path
from random import Random
from typing import Any

import django

from config.embedded_postgres import Cluster


def main(folder: Path, kills: int, seed: int, names: list[str]) -> None:
    cluster = Cluster(folder)
    cluster.ensure(tied=False)
    django.setup()
    from django.utils import timezone

    from benchmarks.chaos_hands import QueueJobs, SharedClock, WireHands
    from benchmarks.chaos_site import Site
    from casework import workdays
    from portal.demo.actor import Actor
    from portal.demo.clock import WorkingDays
    from portal.demo.people import World
    from portal.demo.player import Player
    from portal.demo.stories.script import FIRST_DAY, stories

    end = timezone.now()
    diary = WorkingDays(workdays.local_date(end))
    clock = SharedClock(diary.at(FIRST_DAY, 9), end, folder / "clock")
    os.environ["SOGLASIE_CHAOS_CLOCK"] = str(clock.path)
    world = World(clock, diary, Actor(clock))
    site = None
    with clock.running():
        try:
            world.gather()
            site = Site(cluster, Random(seed), kills)
            world.actor = hands = WireHands(clock, site)
            jobs = QueueJobs(clock, site)
            chosen = [(name, story) for name, story in stories(world) if not names or name in names]
            Player(clock, jobs=jobs).play(chosen)
            (folder / "told.json").write_text(json.dumps(_told(site, hands, jobs), ensure_ascii=False))
        finally:
            if site:
                site.end()


def _told(site: Any, hands: Any, jobs: Any) -> dict[str, int]:
    """What was done, by name."""
    from committee.models import AgendaItem
    from documents.models import Document
    from journal.models import Entry
    from negotiations.models import Proposal

    return {
        **{f"убито: {name}": count for name, count in site.kills.items()},
        **{f"ответов сайта {status or 'не пришло'}": count for status, count in hands.answers.items()},
        "очередь начата заново после тишины": jobs.pushed,
        "секунд на ожидание очереди": round(jobs.waited),
        "секунд на оживление убитого": round(site.mended),
        "ответов людей": hands.done,
        "подано заявок": Proposal.objects.exclude(number="").count(),
        "решено вопросов": AgendaItem.objects.exclude(verdict="").count(),
        "документов": Document.objects.exclude(status=Document.Status.NUMBER_RESERVED).count(),
        "записей журнала": Entry.objects.count(),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
