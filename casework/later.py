"""What the queue does after the act, named by the address of its task: an action knows nothing of the workers' modules."""

from typing import Any

from procrastinate.contrib.django import app


def later(task: str, *, lock: str | None = None, **arguments: Any) -> None:
    """Put a task into the queue, as part of the open transaction; tasks with the same `lock` run one after another."""
    options = {"lock": lock} if lock else {}
    app.configure_task(task, allow_unknown=False, **options).defer(**arguments)
