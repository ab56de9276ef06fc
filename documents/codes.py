"""Public codes: 80 random bits in letters nobody mixes up, printed as a QR code on page 1 (domain 4.3)."""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
LENGTH = 16  # 5 bits a letter: 80 bits
# What people type instead: look-alikes of the Latin alphabet and Cyrillic letters on a Russian keyboard.
LOOK_ALIKES = str.maketrans("OILUАВЕКМНОРСТХУ", "011VABEKMH0PCTXY")


def new_code() -> str:
    """A new public code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def written(code: str) -> str:
    """The code as it is printed: in groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def read(text: str) -> str:
    """The code somebody typed, in its stored form; an impossible one comes back as something no document has."""
    return re.sub(r"[\W_]", "", text).upper().translate(LOOK_ALIKES)[:64]
