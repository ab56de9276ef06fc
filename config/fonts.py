"""PT Serif and PT Sans for paper, from npm packages, and a fontconfig that knows nothing else.

The packages hold each style as compressed pieces, one per script. Pango refuses compressed fonts, and a text whose
letters and spaces come from different files is drawn badly; so the pieces of a style are put together once.
"""

import fcntl
import json
import logging
import os
import shutil
from pathlib import Path

from config.console import stage
from config.machine import PROJECT, VAR

SOURCE = PROJECT / "node_modules" / "@fontsource"
FOLDER = VAR / "fonts"
CONF = VAR / "fonts.conf"
FAMILIES = ("pt-serif", "pt-sans")
STYLES = ("400-normal", "400-italic", "700-normal", "700-italic")
SCRIPTS = ("latin", "cyrillic", "latin-ext", "cyrillic-ext")
CONF_TEXT = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<!-- Written by ./run: papers look the same on every machine because they use these fonts and no others. -->
<fontconfig>
  <dir>{folder}</dir>
  <alias><family>serif</family><prefer><family>PT Serif</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>PT Sans</family></prefer></alias>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def bring() -> Path:
    """The fonts and the configuration that names them; fontconfig must be told its place by FONTCONFIG_FILE.

    One builder at a time: the others wait and find the work done.
    """
    VAR.mkdir(exist_ok=True)
    with open(VAR / "fonts.lock", "ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not are_there():
            with stage("Шрифты для документов"):
                _build(_wanted())
        text = CONF_TEXT.format(folder=FOLDER, cache=VAR / "fontcache")
        if not CONF.exists() or CONF.read_text() != text:
            CONF.write_text(text)
    return CONF


def are_there() -> bool:
    """Have the fonts of this version been built?"""
    stamp = FOLDER / "versions"
    return stamp.exists() and stamp.read_text() == _wanted()


def _wanted() -> str:
    return "\n".join(f"{name} {_version(name)}" for name in FAMILIES)


def _version(family: str) -> str:
    return str(json.loads((SOURCE / family / "package.json").read_text())["version"])


def _build(versions: str) -> None:
    """All or nothing: a half-made folder never carries the final name."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    fresh = FOLDER.with_name(f"fonts.{os.getpid()}")
    fresh.mkdir(parents=True)
    for family in FAMILIES:
        for style in STYLES:
            _join(family, style, fresh)
    (fresh / "versions").write_text(versions)
    shutil.rmtree(FOLDER, ignore_errors=True)
    fresh.rename(FOLDER)


def _join(family: str, style: str, folder: Path) -> None:
    from fontTools.merge import Merger  # noqa: PLC0415 - heavy, and wanted once in the life of an installation
    from fontTools.merge import Options as MergeOptions  # noqa: PLC0415 - heavy, and wanted once in the life of an installation
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - heavy, and wanted once in the life of an installation

    pieces = []
    for script in SCRIPTS:
        piece = folder / f"{script}.ttf"
        with TTFont(SOURCE / family / "files" / f"{family}-{script}-{style}.woff2") as font:
            font.flavor = None
            font.save(piece)
        pieces.append(piece)
    # Hinting programs of several files cannot be joined, and paper needs none.
    options = MergeOptions(drop_tables=["fpgm", "prep", "cvt ", "hdmx", "VDMX", "LTSH", "DSIG", "gasp"])
    Merger(options=options).merge([str(piece) for piece in pieces]).save(folder / f"{family}-{style}.ttf")
    for piece in pieces:
        piece.unlink()


if __name__ == "__main__":
    bring()
