"""Starts a program that opens a stranger's file: bytes in, bytes out, without our secrets around it, and never waited for for long.

What the program may use (memory, processor) it takes from itself before it looks at the file. Pure but for the process.
"""

import os
import subprocess
import sys
from pathlib import Path

KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH")  # no secrets, no database


class Unreadable(Exception):
    """Nothing can be made of this file: it has to be downloaded."""


def run(program: Path, *arguments: str, given: bytes, patience: float) -> tuple[int, bytes]:
    """Its exit code and its answer to the `given` bytes. Raises Unreadable after `patience` seconds."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(program), *arguments],
            input=given,
            capture_output=True,
            timeout=patience,
            check=False,
            env={name: os.environ[name] for name in KEPT if name in os.environ},
        )
    except subprocess.TimeoutExpired:
        raise Unreadable from None
    return done.returncode, done.stdout
