"""A case that has ended goes on: what had ended it has been set aside."""

from typing import Any

from django.utils import timezone
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS, STATUS

from casework.door import close_case


def reopen_case(process: Process, start: str, by: Any = None) -> None:
    """Lead a case on from a start of its flow that is there for that: what was decided has been set aside. Under the lock of the case.

    What it still waits for falls away; `start` is the name of a `StartHandle`. The statuses are the caller's affair.
    """
    case = process.flow_class.process_class._default_manager.get(pk=process.pk)
    close_case(case)
    Process.objects.filter(pk=case.pk).update(status=PROCESS.NEW, finished=None)
    case.refresh_from_db()
    node = case.flow_class.instance.node(start)
    now = timezone.now()
    task = Task.objects.create(
        process=case, flow_task=node, flow_task_type=node.task_type, status=STATUS.DONE, owner=by, started=now, finished=now
    )  # fmt: skip
    activation = node.activation_class(task)
    activation.process = case
    activation.activate_next()
