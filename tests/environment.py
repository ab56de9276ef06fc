"""The tests' surroundings, set before Django reads its settings: pytest loads this module first (`-p tests.environment`).

The database is the embedded one, in a role that may make more of them, unless DATABASE_URL says otherwise.
Papers, keys and mail never touch the installation's.
"""

import atexit
import os
import shutil
import sys
import tempfile

from config.embedded_postgres import WORKSHOP, Cluster

CLUSTER = Cluster()
sys.dont_write_bytecode = False  # compiling a thousand modules takes longer than most tests
os.environ["SOGLASIE_TESTING"] = "1"
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
if os.environ.get("DATABASE_URL", CLUSTER.dsn()) == CLUSTER.dsn():
    os.environ["DATABASE_URL"] = CLUSTER.dsn(role=WORKSHOP)
if not os.environ.get("SOGLASIE_TEST_FILES"):
    os.environ["SOGLASIE_TEST_FILES"] = tempfile.mkdtemp(prefix="soglasie-tests-")
    atexit.register(shutil.rmtree, os.environ["SOGLASIE_TEST_FILES"], ignore_errors=True)
os.environ["MEDIA_ROOT"] = os.environ["SOGLASIE_TEST_FILES"] + "/files"
os.environ["KEYS_DIR"] = os.environ["SOGLASIE_TEST_FILES"] + "/keys"


def start_database() -> None:
    """The embedded server starts when the first test asks for it; a server of somebody else's is there already."""
    if os.environ["DATABASE_URL"] == CLUSTER.dsn(role=WORKSHOP):
        CLUSTER.ensure()
        if CLUSTER.process:
            CLUSTER.process.returncode = 0  # it outlives this process, which need not complain about that
