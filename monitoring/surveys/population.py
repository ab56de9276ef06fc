"""How many people live in each stratum, as an analyst pastes it: «Советский; 18–29 лет; 48200». Pure but for the list of districts."""

from collections.abc import Sequence

from monitoring.ballots.strata import AGES
from programme.lists import catalogue

Row = list[str | int]


def read(text: str) -> tuple[list[Row], list[str]]:
    """The rows and what is wrong with the lines (Russian)."""
    districts = {label.lower(): code for code, label in catalogue.choices("districts")}
    ages = {label.lower(): code for code, label in AGES}
    rows: list[Row] = []
    faults = []
    for n, line in enumerate((line for line in text.splitlines() if line.strip()), 1):
        cells = [cell.strip() for cell in line.split(";")]
        if len(cells) != 3:
            faults.append(f"Строка {n}: напишите через «;» район, возраст и число людей.")
            continue
        district, age = districts.get(cells[0].lower()), ages.get(cells[1].lower())
        people = cells[2].replace(" ", "").replace("\u00a0", "")
        if not district:
            faults.append(f"Строка {n}: района «{cells[0]}» в перечне города нет.")
        elif not age:
            faults.append(f"Строка {n}: возраст пишут так: {', '.join(label for _, label in AGES)}.")
        elif not (people.isascii() and people.isdecimal() and len(people) < 9 and int(people)):
            faults.append(f"Строка {n}: число людей — целое, больше нуля.")
        elif [district, age] in [row[:2] for row in rows]:
            faults.append(f"Строка {n}: этот район и возраст уже названы выше.")
        else:
            rows.append([district, age, int(people)])
    return rows, faults


def write(rows: Sequence[Sequence[str | int]]) -> str:
    """The rows as they were pasted."""
    districts, ages = dict(catalogue.every("districts")), dict(AGES)
    return "\n".join(f"{districts[str(row[0])]}; {ages[str(row[1])]}; {row[2]}" for row in rows)
