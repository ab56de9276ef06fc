"""The tests' surroundings, set before Django reads its settings: pytest loads this module first (`-p tests.environment`).

The database is the embedded one unless DATABASE_URL says otherwise; papers, keys and mail never touch the installation's.
"""

import atexit
import os
import shutil
import tempfile

os.environ["SOGLASIE_TESTING"] = "1"
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
if not os.environ.get("DATABASE_URL"):
    from config.embedded_postgres import ensure

    os.environ["DATABASE_URL"] = ensure()
if not os.environ.get("SOGLASIE_TEST_FILES"):
    os.environ["SOGLASIE_TEST_FILES"] = tempfile.mkdtemp(prefix="soglasie-tests-")
    atexit.register(shutil.rmtree, os.environ["SOGLASIE_TEST_FILES"], ignore_errors=True)
os.environ["MEDIA_ROOT"] = os.environ["SOGLASIE_TEST_FILES"] + "/files"
os.environ["KEYS_DIR"] = os.environ["SOGLASIE_TEST_FILES"] + "/keys"
