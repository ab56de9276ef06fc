"""A case goes on at another step of its flow, because the law leads back there: a decision on an appeal, a fact that surfaced late."""

from django.db import models
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS
from viewflow.workflow.token import Token

from casework.door import close_case
from journal.record import key


def go_to_step(process: Process, name: str, *, item: models.Model | None = None) -> None:
    """Leave whatever the case waits for and go on at another step of its flow, for a fact outside the flow leads back there.

    A case that has ended goes on. `item`: what the step is about, if it is one of a branch. Under the lock of the case.
    """
    tasks = Task.objects.filter(process=process)
    last = tasks.order_by("-pk").first()
    assert last is not None, "a case begins with a task"
    close_case(process)
    Process.objects.filter(pk=process.pk).update(status=PROCESS.NEW, finished=None)
    last = Task.objects.get(pk=last.pk)
    previous = last.flow_task.activation_class(last)
    node = last.flow_task.flow_class.instance.node(name)
    data = {"item": key(item)} if item else {}
    following = node._create(previous, Token("start"), data=data)
    previous._activate_next({following})
