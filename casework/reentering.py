"""A case goes on where the law leads it back to: what had been decided was set aside, or a fact surfaced late."""

from typing import Any

from django.utils import timezone
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS, STATUS

from casework.door import close_case


def reenter_case(process: Process, name: str, *, by: Any = None) -> None:
    """Lead a case on from an entrance of its flow, a `Reentry`, whether the case has ended or still waits. Under the lock of the case.

    What it waits for falls away. `name`: of the entrance; `by`: through whom, or None for the system. The statuses are the caller's affair.
    """
    case = process.flow_class.process_class._default_manager.get(pk=process.pk)
    close_case(case)
    Process.objects.filter(pk=case.pk).update(status=PROCESS.NEW, finished=None)
    case.refresh_from_db()
    entrance = case.flow_class.instance.node(name)
    now = timezone.now()
    task = Task.objects.create(
        process=case, flow_task=entrance, flow_task_type=entrance.task_type, status=STATUS.DONE, owner=by, started=now, finished=now
    )  # fmt: skip
    activation = entrance.activation_class(task)
    activation.process = case
    activation.activate_next()
