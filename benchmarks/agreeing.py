"""Do the verifier and the product count alike over ten thousand random inputs of every kind? The long form of the tests of the counts.

    ./run manage shell -c "from benchmarks.agreeing import main; main()"

Packages, rankings, votes, expertises, scores of entries, lots and quorums, each time other ones. Ends with an error, and the smallest
input it has found, where the two implementations disagree.
"""

import importlib
import os
import time

from hypothesis import seed

EXAMPLES = 10_000


def main(first: int | None = None) -> None:
    """Run every comparison, beginning with the seed `first`, if it is told. Raises whatever a comparison has found."""
    os.environ["SOGLASIE_EXAMPLES"] = str(EXAMPLES)
    tests = importlib.import_module("tests.documents.evidence.test_counts")
    for name, test in vars(tests).items():
        if name.startswith("test_") and hasattr(test, "hypothesis"):
            began = time.monotonic()
            (test if first is None else seed(first)(test))()
            words = name.removeprefix("test_").replace("_", " ")
            print(
                f"{words}: примеров не меньше {EXAMPLES}, {time.monotonic() - began:.0f} с, расхождений нет", flush=True
            )
