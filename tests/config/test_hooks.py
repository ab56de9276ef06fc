"""What runs before a commit is what `./run test` asks, by the same tools."""

from pathlib import Path

import yaml

from config.checks import static_checks

PROJECT = Path(__file__).resolve().parents[2]


def test_every_hook_is_one_of_our_checks_and_fetches_nothing() -> None:
    [repository] = yaml.safe_load((PROJECT / ".pre-commit-config.yaml").read_text())["repos"]
    assert repository["repo"] == "local"
    checks = {name: [Path(command[0]).name, *command[1:]] for name, command, _ in static_checks()}
    for hook in repository["hooks"]:
        folder, _, tool = hook["entry"].rpartition(".venv/bin/")
        wanted = checks[hook["name"]]
        if hook.get("pass_filenames", True):  # the files of the commit in place of the whole tree
            wanted = [word for word in wanted if word != "."]
        assert (folder, hook["language"], tool.split()) == ("", "system", wanted)
