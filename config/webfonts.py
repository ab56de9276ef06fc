"""The screen font in the pieces that pages need: signs and letters apart, so that a Russian page loads no Latin file for its digits.

The npm package cuts the font by script and puts digits and punctuation beside the Latin letters, ₽ among the rare ones. The
pieces are cut anew, once; `static/soglasie.css` says with `unicode-range` which piece has what.
"""

from pathlib import Path

from config.trouble import Trouble

FAMILY = "golos-text"
# Which piece of the package holds the characters, and which characters: those that U+… ranges of the style sheet name.
SIGNS = [*range(0x20, 0x41), *range(0x5B, 0x61), *range(0x7B, 0x7F)]  # digits and the punctuation of a keyboard
SIGNS += [
    0xA0,
    0xA7,
    0xA9,
    0xAB,
    0xAD,
    0xB0,
    0xB1,
    0xB7,
    0xBB,
    0xD7,
    *range(0x2000, 0x2020),
    *range(0x2021, 0x2070),
    0x2191,
    0x2193,
    0x2212,
]
LETTERS = [*range(0x41, 0x5B), *range(0x61, 0x7B)]
PIECES = {"signs": ("latin", SIGNS), "letters": ("latin", LETTERS), "rouble": ("latin-ext", [0x20BD])}
FEATURES = ["kern", "tnum"]


def name_of(piece: str) -> str:
    """The file a piece is served as."""
    return f"{FAMILY}-{piece}-wght-normal.woff2"


def cut(source: Path, target: Path) -> None:
    """Make the pieces that are missing, or older than this list or the package's files, which lie in the folder `source`."""
    for piece, (script, characters) in PIECES.items():
        whole, file = source / name_of(script), target / name_of(piece)
        if not whole.exists():
            raise Trouble(f"В node_modules нет шрифта {whole.name}: удалите папку node_modules и повторите.")
        newest = max(whole.stat().st_mtime, Path(__file__).stat().st_mtime)
        if not file.exists() or file.stat().st_mtime < newest:
            _subset(whole, file, characters)


def _subset(whole: Path, file: Path, characters: list[int]) -> None:
    # Loading fontTools takes longer than all the rest of a start with nothing to do.
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - heavy, and wanted once in the life of an installation
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - heavy, and wanted once in the life of an installation

    with TTFont(whole) as font:
        subsetter = Subsetter(Options(layout_features=FEATURES, hinting=False))
        subsetter.populate(unicodes=characters)
        subsetter.subset(font)
        font.flavor = "woff2"
        fresh = file.with_suffix(".new")
        font.save(fresh)
    fresh.replace(file)
