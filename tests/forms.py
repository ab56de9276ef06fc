"""Every form the project defines, wherever it stands."""

from importlib import import_module
from pkgutil import walk_packages

from django import forms
from django.conf import settings

SILENT = ("migrations", "management", "tests")


def every_form() -> list[type]:
    """All form classes of all rooms, in the order of their addresses."""
    return _below(forms.BaseForm)


def every_set() -> list[type]:
    """All classes of lines inside a form; those Django makes of them in place stand for themselves."""
    return _below(forms.BaseFormSet)


def _below(top: type) -> list[type]:
    for room in settings.ROOMS:
        package = import_module(room)
        for module in walk_packages(package.__path__, f"{room}."):
            if not set(module.name.split(".")) & set(SILENT):
                import_module(module.name)
    found: set[type] = set()
    waiting = [top]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.split(".")[0] in settings.ROOMS:
                found.add(kind)
    return sorted(found, key=lambda kind: (kind.__module__, kind.__qualname__))
