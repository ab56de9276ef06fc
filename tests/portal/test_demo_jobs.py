"""What the demo does itself, and what it leaves to the queue."""

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from casework.models import Letter, Notification
from casework.notify import tell
from casework.tasks import wake_up
from documents.tasks import stamp
from portal.demo.clock import Clock
from portal.demo.jobs import Jobs
from tests.story import make_person

pytestmark = pytest.mark.django_db(transaction=True)


def test_copies_are_left_to_the_queue_the_newest_first_and_after_all_that_is_new() -> None:
    now = timezone.now()
    for number in (1, 2):
        stamp.defer(document_id=number)
    for _ in range(2):
        wake_up.defer(fact="documents.document:0")
    jobs = Jobs(Clock(now, now))
    jobs.run()
    jobs.leave()
    jobs.close()
    stamp.defer(document_id=3)
    done = ProcrastinateJob.objects.filter(status="succeeded")
    assert list(done.values_list("task_name", flat=True)) == ["casework.tasks.wake_up"] * 2
    rest = ProcrastinateJob.objects.filter(status="todo").order_by("-priority", "pk")
    assert [job.args["document_id"] for job in rest] == [3, 2, 1]


def test_letters_to_invented_people_count_as_mailed() -> None:
    anna = make_person(last_name="Вымышленная")
    tell(anna, "proposal:1:returned", "Возврат", "", "/proposals/1/")
    tell(anna, "deadline:1:day:20260101", "Срок", "", "/tasks/1/")
    now = timezone.now()
    jobs = Jobs(Clock(now, now))
    jobs.run()
    jobs.leave()
    jobs.close()
    rows = Notification.objects.filter(person=anna).values_list("mailing", flat=True)
    assert list(rows) == ["", ""] and not Notification.objects.filter(mailed_at=None).exists()
    assert not Letter.objects.exists()
