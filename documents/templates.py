"""The version of a template: a hash over its source and everything it extends or includes (I-18)."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import get_template

PARTS = re.compile(r"""{%\s*(?:extends|include)\s+["']([^"']+)["']""")


def version(name: str) -> str:
    """SHA-256 over the sources in the order in which they are met. Raises TemplateDoesNotExist."""
    return _version(name) if settings.DEBUG or settings.TESTING else _remembered(name)


@lru_cache(maxsize=64)
def _remembered(name: str) -> str:
    return _version(name)


def _version(name: str) -> str:
    digest, seen, waiting = hashlib.sha256(), set(), [name]
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        template: Any = get_template(name)
        source = Path(template.origin.name).read_text()
        digest.update(f"{name}\0{source}\0".encode())
        waiting += PARTS.findall(source)
    return digest.hexdigest()
