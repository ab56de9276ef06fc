"""A reader who has chosen no theme gets the one of their device, in every rule that names a theme."""

import re

from config import assets, theme

SHEET = """
:root, [data-bs-theme="light"] { --ink: black; }
[data-bs-theme="dark"] { --ink: white; } /* [data-bs-theme="dark"] in words */
[data-vision="large"][data-bs-theme=dark] .chip, .card { border: 0; }
.plain { color: red; }
@media print { [data-bs-theme="dark"] { --ink: black; } }
"""


def test_rules_of_a_theme_hold_by_the_wish_of_the_device() -> None:
    light, dark = theme.following(SHEET).split("@media screen and (prefers-color-scheme:dark)")
    assert re.findall(r"(\S.*)\{", light)[1:] == ["[data-bs-theme=auto]"]
    assert re.findall(r"(\S.*)\{", dark) == ["[data-bs-theme=auto]", '[data-vision="large"][data-bs-theme=auto] .chip']


def test_what_is_served_is_made_of_what_is_written() -> None:
    assets.bring()
    for name, sheet in (
        ("bootstrap", assets.VENDOR / "bootstrap.min.css"),
        ("soglasie", assets.PROJECT / "static" / "soglasie.css"),
    ):
        served = (assets.VENDOR / f"{name}.auto.css").read_text()
        assert served == theme.following(sheet.read_text())
        assert served.count("[data-bs-theme=auto]") >= 3
