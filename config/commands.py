"""The words `./run` understands. Only the standard library: a mistyped word is refused before anything is installed."""

import os
from difflib import get_close_matches

from config.console import say
from config.trouble import Trouble

HELP = """Согласие: программный комитет города в браузере.

  ./run                     поставить всё нужное, разыграть показательные дела, открыть сайт (порт: PORT=8001 ./run)
  ./run demo --no-serve     то же без сайта; --call — ещё и конкурс из сорока проектов (играется заметно дольше)
  ./run dev [--afresh]      сайт для разработки: перезагрузка после правок, страницы ошибок, маленький город в своей базе
  ./run rehearse [--afresh] репетиция: правила и площадки города, вымышленные люди, часы, которые можно перевести
  ./run test [что]          все проверки; с аргументами — только pytest с ними; --all — не останавливаться на первой,
                            --cover — что из кода исполнено и не меньше ли, чем должно
  ./run setup [--help]      открыть город: имена, часовой пояс, контакты, почта, ключ печати, первый администратор
  ./run doctor              что есть, чего нет и что делать; чего не хватает, прежде чем звать людей
  ./run reset [--yes]       удалить встроенную базу и файлы
  ./run manage …            команды Django
  ./run bench [имя …]       замеры
  ./run chaos               проверка на отказы
  ./run env                 строки для оболочки: eval "$(./run env)"
  ./run stop                остановить встроенную базу

DATABASE_URL — своя база PostgreSQL 15 или новее. Подробнее: docs/operations.md"""
COMMANDS = (
    "demo", "dev", "rehearse", "test", "doctor", "setup", "reset", "manage", "bench", "chaos", "env", "stop", "help",
)  # fmt: skip
# What each command takes; the others pass their arguments on to a program that knows them.
OPTIONS = {
    "demo": ("--no-serve", "--call"),
    "dev": ("--afresh",),
    "rehearse": ("--afresh",),
    "reset": ("--yes",),
    "doctor": (),
    "env": (),
    "stop": (),
}


def parse(arguments: list[str]) -> tuple[str, list[str]]:
    """The command and its arguments; without a command it is the demo. Raises Trouble for a word nobody knows."""
    if not arguments or arguments[0] in OPTIONS["demo"]:
        command, rest = "demo", arguments
    elif arguments[0] in {"-h", "--help"}:
        return "help", []
    else:
        command, rest = arguments[0], arguments[1:]
    if command not in COMMANDS:
        raise Trouble(f"Нет команды «{command}».{_nearest(command, COMMANDS)} Все команды: ./run help.")
    for word in rest if command in OPTIONS else []:
        if word not in OPTIONS[command]:
            raise Trouble(f"У ./run {command} нет параметра «{word}».{_nearest(word, OPTIONS[command])}")
    return command, rest


def _nearest(word: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(word, known, 1, 0.5)
    return f" Возможно, «{close[0]}»?" if close else ""


def wants_demo(explicit: bool) -> bool:
    """Demo people have known passwords, so nobody gets them into a database of his own without asking."""
    if explicit:
        return True
    if given := os.environ.get("DEMO"):
        return given.lower() not in {"0", "false", "no", "off"}
    if os.environ.get("DATABASE_URL"):
        say("База своя (DATABASE_URL): показательные дела не разыгрываю. Нужны — запустите ./run demo.")
        return False
    return True
