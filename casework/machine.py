"""The machine under the program, as somebody asks before people are let in: each answer says whether all is well and how it is."""

import shutil
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

SILENT_AFTER = timedelta(seconds=60)  # a worker that lives gives a sign every ten seconds
LEAST_SPACE = 5 * 2**30  # bytes


def queue() -> tuple[bool, str]:
    """Is somebody at work who makes papers and sends letters?"""
    last = ProcrastinateWorker.objects.order_by("-last_heartbeat").values_list("last_heartbeat", flat=True).first()
    if last is None or last < timezone.now() - SILENT_AFTER:
        return False, "не работает: документы не готовятся, письма не уходят"
    return True, "работает"


def space() -> tuple[bool, str]:
    """Is there room for what people bring?"""
    folder = Path(str(settings.MEDIA_ROOT))
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    return free > LEAST_SPACE, f"свободно {free // 2**30} ГБ"
