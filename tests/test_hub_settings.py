"""What a teacher sets for the hub of a class, and the files for a cluster: read and checked without a hub."""

import doctest
import importlib
import os
import subprocess
from pathlib import Path

import pytest
import yaml
from hub import DEPLOY, LOGINS, hub_command, write_class

CLUSTER = DEPLOY / "cluster"


@pytest.fixture
def classhub(monkeypatch):
    monkeypatch.syspath_prepend(str(DEPLOY))
    return importlib.import_module("classhub")


def test_the_modules_keep_their_promises(classhub):
    for name in ("settings", "accounts", "exports"):
        assert doctest.testmod(importlib.import_module(f"classhub.{name}")).failed == 0


def test_the_class_as_shipped(classhub):
    from classhub.settings import read_settings

    settings = read_settings(DEPLOY / "class.toml")
    assert settings.logins == tuple(f"pair{number:02}" for number in range(1, 16))
    assert settings.certificate == "" and settings.web.startswith("http://")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "Class 7b"}, "must be up to 20 small letters and digits"),
        ({"students": "30"}, "'students' in class.toml must be a whole number, not '30'"),
        ({"warm": "yes"}, "'warm' in class.toml must be true or false, not 'yes'"),
        ({"together": 5}, "1, 2 or 3, not 5"),
        ({"place": "somewhere"}, "must be a full path"),
        ({"place": "/srv/a-folder-with-a-name-that-is-far-too-long"}, "of at most 30 letters"),
        ({"certificate": "/nowhere.pem"}, "https needs both"),
        ({"certificate": "/nowhere.pem", "key": "/nowhere.key"}, "names /nowhere.pem, which does not exist"),
        ({"list": "nowhere.txt"}, "cannot be read"),
        ({"teacher": LOGINS[0]}, f"The account '{LOGINS[0]}' is named twice"),
        ({"teacher": "Mrs Bell"}, "'Mrs Bell' cannot be an account"),
        ({"colour": "red"}, "sets 'colour', which does not exist; it may set name, students"),
        ({"inner_ports": [1]}, "two port numbers"),
    ],
)
def test_a_wrong_class_file_is_one_sentence(classhub, tmp_path, changes, said):
    from classhub.settings import HubError, read_settings

    with pytest.raises(HubError) as error:
        read_settings(write_class(tmp_path, **changes))
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_thirty_seats_or_fifteen_pairs(classhub, tmp_path):
    from classhub.settings import read_settings

    assert len(read_settings(write_class(tmp_path, list="", students=30, together=1)).logins) == 30
    assert read_settings(write_class(tmp_path, list="", students=29, together=2)).logins[-1] == "pair15"


def test_passwords_are_words_that_a_class_can_type(classhub):
    from classhub.accounts import _WORDS, new_password

    words = _WORDS.read_text().split()
    assert len(words) == len(set(words)) == 491
    assert all(word.isascii() and word.isalpha() and word.islower() and len(word) <= 9 for word in words)
    assert len({new_password() for _ in range(100)}) == 100


def test_pages_are_found_and_nothing_else(classhub, tmp_path):
    from classhub.exports import find_pages

    work = tmp_path / "lessons" / "work"
    (work / "a" / "b" / "c").mkdir(parents=True)
    (tmp_path / "lessons" / "sources").mkdir()
    page = b'<script type="application/json" id="lessonlib-data">{}</script>'
    for name in ("work/01-A3.html", "work/a/02-A3.html", "01-a.txt", "sources/01-five-texts.html", "work/notes.html"):
        (tmp_path / "lessons" / name).write_bytes(page)
    (work / "03-A3.html").write_bytes(b"<p>no page of this course")
    (work / "04-A3.html").symlink_to(work / "01-A3.html")
    os.mkfifo(work / "05-A3.html")
    (work / "06-A3.html").write_bytes(page + b" " * 20_000_000)
    assert [name for name, _ in find_pages(tmp_path)] == ["01-A3.html", "02-A3.html"]


def test_without_rights_the_command_says_so(tmp_path):
    if os.geteuid() == 0:
        pytest.skip("This is the superuser.")
    done = hub_command(write_class(tmp_path), "prepare")
    assert done.returncode == 1 and "sudo python3 deploy/hub.py start" in done.stderr


def test_the_cluster_values_are_whole():
    values = yaml.safe_load((CLUSTER / "values.yaml").read_text(encoding="utf-8"))
    # The parts that the chart knows; one that is misspelt would be passed over in silence, or stop it.
    assert set(values) <= {"hub", "proxy", "singleuser", "scheduling", "prePuller", "ingress", "cull", "debug", "rbac", "global", "custom"}
    assert "NOT TESTED" in (CLUSTER / "values.yaml").read_text(encoding="utf-8").splitlines()[0]
    single, hub = values["singleuser"], values["hub"]
    assert single["networkPolicy"]["enabled"] and single["cloudMetadata"]["blockWithIptables"]
    assert hub["config"]["JupyterHub"]["authenticator_class"] != "dummy" and hub["config"]["NativeAuthenticator"]["open_signup"] is False
    server = single["extraFiles"]["server"]["data"]
    assert server["KernelManager"]["transport"] == "ipc" and server["ServerApp"]["terminals_enabled"] is False


def test_the_image_is_made_of_what_the_course_pins():
    folder = CLUSTER / "environment"
    lines = [line for line in (folder / "requirements.txt").read_text().splitlines() if not line.startswith("#")]
    assert lines[0] == "-r ../requirements.txt" and all("==" in line for line in lines[1:])
    assert all(name.replace("-", "").isalnum() for name in (folder / "apt.txt").read_text().split())
    assert os.access(folder / "postBuild", os.X_OK)
    assert subprocess.run(["bash", "-n", str(folder / "postBuild")], check=False).returncode == 0


def test_what_the_hub_needs_is_pinned():
    lines = (DEPLOY / "requirements.txt").read_text().splitlines()
    assert "-r ../requirements.txt" in lines
    assert all("==" in line for line in lines if not line.startswith(("#", "-r")))
    assert not any("://" in line for path in DEPLOY.rglob("requirements.txt") for line in Path(path).read_text().splitlines())
