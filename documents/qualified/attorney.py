"""The machine-readable power of attorney, EMCHD_1 (domain 5.2): who lets whom act, until when, for what. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

SPACE, VERSION, ROOT = "urn://x-artefacts/EMCHD_1", "EMCHD_1", "Доверенность"
MOST_BYTES = 1024 * 1024
FORBIDDEN = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.I)  # entities are how an XML reads other files, or swells


class Unreadable(ValueError):
    """The file is no power of attorney of this format; the text is for whoever has brought it (Russian)."""


@dataclass(frozen=True)
class Attorney:
    """What a power of attorney says."""

    number: str
    issued_on: date
    until: date
    principal: str
    principal_inn: str
    principal_ogrn: str
    name: str
    inn: str
    snils: str
    powers: tuple[str, ...]


def read(content: bytes) -> Attorney:
    """The power of attorney in an XML file. Raises Unreadable."""
    if len(content) > MOST_BYTES or FORBIDDEN.search(content.replace(b"\0", b"")):
        raise Unreadable(
            "Файл доверенности не принят: он больше 1 МБ или содержит объявления, которых в доверенности не бывает."
        )
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - no entity can be declared without what is refused above
    except ElementTree.ParseError as error:
        raise Unreadable("Файл доверенности не читается: приложите XML, который дала служба доверенностей.") from error
    if _bare(root.tag) != ROOT or SPACE not in (root.tag + str(root.attrib)) or root.get("ВерсФорм") != VERSION:
        raise Unreadable(f"Это не машиночитаемая доверенность формата {VERSION}.")
    try:
        return _of(root)
    except (AttributeError, KeyError, StopIteration, ValueError) as error:
        raise Unreadable(
            "В доверенности нет обязательных сведений: номера, сроков, доверителя или представителя."
        ) from error


def _of(root: ElementTree.Element) -> Attorney:
    facts, firm, agent = _first(root, "СвДов"), _first(root, "СвРосОрг"), _first(root, "СвУпПред")
    person = next((row for row in agent.iter() if row.get("СНИЛС") or row.get("ИННФЛ")), agent)
    name = next(row for row in agent.iter() if row.get("Фамилия"))
    powers = [
        f"{row.get('КодПолн', '')} {row.get('НаимПолн', '')}".strip()
        for row in root.iter()
        if _bare(row.tag) == "МашПолн"
    ]
    return Attorney(
        facts.attrib["НомДовер"], date.fromisoformat(facts.attrib["ДатаВыдДовер"]), date.fromisoformat(facts.attrib["СрокДейст"]),
        firm.attrib["НаимОрг"], firm.attrib["ИННЮЛ"], firm.get("ОГРН", ""),
        " ".join(filter(None, (name.get("Фамилия"), name.get("Имя"), name.get("Отчество")))),
        person.get("ИННФЛ", ""), re.sub(r"\D", "", person.get("СНИЛС", "")), tuple(powers),
    )  # fmt: skip


def _first(root: ElementTree.Element, name: str) -> ElementTree.Element:
    """The element with this name; those of the agent are called СвУпПред, СвУпПред1 and so on."""
    return next(row for row in root.iter() if re.sub(r"\d+$", "", _bare(row.tag)) == name)


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]
