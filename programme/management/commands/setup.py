"""`setup`: the questions of the opening in the terminal; can be repeated. With flags it asks nothing.

The questions, their help and their checks are those of the forms (`programme.installation.forms`).
"""

import sys
from getpass import getpass
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError, CommandParser

from casework import door
from documents import seal_key
from programme.installation import actions, key, opening, post, zones
from programme.installation.forms import LetterForm
from programme.installation.page import OPENER

PREFIX = {"email": "admin_email", "last_name": "admin_last_name", "first_name": "admin_first_name", "middle_name": "admin_middle_name",
          "container": "seal_container", "password": "seal_password"}  # fmt: skip
FLAGS = {name: PREFIX.get(name, name) for step in opening.STEPS for name in step.form.base_fields}


class Command(BaseCommand):
    """Open a city, or go on opening it."""

    help = "Открыть город: имена, часовой пояс, контакты, почта, ключ печати, первый администратор"

    def add_arguments(self, parser: CommandParser) -> None:
        """A flag for every question."""
        for step in opening.STEPS:
            for name, field in step.form.base_fields.items():
                parser.add_argument(f"--{FLAGS[name].replace('_', '-')}", dest=name, help=f"{field.label}")
        parser.add_argument("--trial-letter", dest="trial", help="Кому отправить пробное письмо")

    def handle(self, *args: Any, **options: Any) -> None:
        """With flags: what they say. Without: every question, the answer of today in brackets."""
        given = {name: value for name, value in options.items() if name in FLAGS and value is not None}
        is_asking = not given and not options["trial"]
        if is_asking and not sys.stdin.isatty():
            raise CommandError("Это не терминал: назовите ответы параметрами, список — ./run setup --help.")
        for step in opening.STEPS:
            if is_asking:
                self._ask(step)
            elif set(step.form.base_fields) & set(given):
                self._answer(step, given)
        if options["trial"]:
            self._trial(options["trial"])

    def _ask(self, step: opening.Step) -> None:
        if step.slug in {"zone", opening.LAST} and not key.is_unopened():
            self.stdout.write(f"\n{step.title}: город открыт, этого больше не спрашивают.")
            return
        if step.slug == "zone" and zones.is_fixed():
            self.stdout.write(f"\n{step.title}: задан переменной TIME_ZONE, {zones.words()}.")
            return
        self.stdout.write(f"\n{step.title}. {step.about}")
        if step.slug == "seal":
            self._ask_for_the_seal(step)
            return
        while True:
            answers = {name: self._question(step, name) for name in step.form.base_fields}
            if self._is_done(step, answers):
                break
        if step.slug == "letters" and (
            email := input(f"{post.where()} Кому отправить пробное письмо (пусто — никому): ").strip()
        ):
            self._trial(email, is_asking=True)

    def _ask_for_the_seal(self, step: opening.Step) -> None:
        if present := seal_key.present():
            self.stdout.write(f"Ключ есть: {present.owner}, до {present.valid_to:%d.%m.%Y}.")
        path = input("Файл контейнера PKCS#12 (пусто — пусть ключ сделает система): ").strip()
        if not path:
            actions.make_seal_key()
        else:
            self._is_done(step, {"container": path, "password": getpass("Пароль контейнера: ")})

    def _question(self, step: opening.Step, name: str) -> str:
        field: Any = step.form.base_fields[name]
        today = step.form.initial_for(None).get(name, "")
        for code, title in getattr(field, "choices", ()):
            self.stdout.write(f"  {code} — {title}")
        hint = f" [{today}]" if today else "" if field.required else " (можно пусто)"
        return input(f"{field.label}{hint}: ").strip() or str(today)

    def _answer(self, step: opening.Step, given: dict[str, Any]) -> None:
        answers = {
            **step.form.initial_for(None),
            **{name: given[name] for name in step.form.base_fields if name in given},
        }
        if not self._is_done(step, answers):
            raise CommandError(f"{step.title}: исправьте названное выше и повторите.")

    def _is_done(self, step: opening.Step, answers: dict[str, Any]) -> bool:
        files = {}
        if path := answers.pop("container", ""):
            try:
                files["container"] = ContentFile(Path(path).read_bytes(), name=path)
            except OSError as error:
                self.stderr.write(f"Файл не прочитан: {path}: {error.strerror}.")
                return False
        link: list[str] = []
        form = step.form(answers, files or None, by=None)
        is_done = self._is_performed(form, lambda **cleaned: link.append(step.action(**cleaned)))
        if is_done:
            self.stdout.write(form.done)
        if is_done and step.slug == opening.LAST:
            self.stdout.write(f"Ссылка для администратора, действует три дня:\n{link[0]}")
        return is_done

    def _trial(self, email: str, *, is_asking: bool = False) -> None:
        if self._is_performed(LetterForm({"email": email}, by=None), actions.send_trial_letter):
            self.stdout.write(LetterForm.done if post.goes_out() else post.where())
        elif not is_asking:
            raise CommandError("Пробное письмо не ушло.")

    def _is_performed(self, form: Any, action: Any) -> bool:
        if form.is_valid() and door.act(None, by=None, capacity=OPENER, form=form, token=None, action=action):
            return True
        for name, errors in form.errors.items():
            label = f"{form.fields[name].label}: " if name in form.fields else ""
            self.stderr.write(f"{label}{' '.join(errors)}")
        return False
