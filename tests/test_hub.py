"""The hub of a class with three students, started by its one command: they work, and read nothing of each other's."""

import csv
import json
import os
import signal
import stat
import subprocess
import time
from pathlib import Path

import pytest
from asking import ask, hub_process, kernel_of, make_token, server_of, sign_in, token_of
from hub import DEPLOY, LOGINS, PLACE, TEACHER, Hub, hub_command, need_superuser, running_hub, write_class
from lab import browser_page, need_chromium, until

from lessonlib.readiness.finding import NOT_READY, READY
from lessonlib.readiness.hub import check_hub

pytestmark = pytest.mark.hub
A, B, C = LOGINS


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    need_superuser()
    yield from running_hub(tmp_path_factory.mktemp("hub"))


@pytest.fixture(scope="module")
def worked(hub):
    """Three students have worked; their servers and kernels still run."""
    return _load(hub, 3, "--stay")


def _load(hub: Hub, students: int, *more: str) -> dict:
    out = hub.file.with_name("load.json")
    command = [
        str(hub.python),
        str(DEPLOY / "load.py"),
        "--class",
        str(hub.file),
        "--patience",
        "300",
        "--json",
        str(out),
        str(students),
        *more,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    [found] = json.loads(out.read_text())
    return found


def test_three_students_open_run_answer_and_export(worked):
    assert worked["students"] == 3 and worked["failures"] == 0
    assert all(student["first"] > 0 and student["exported"] >= student["all"] for student in worked["each"])
    # A server with its kernel takes some 200 MiB; twice that would not fit thirty into eight gigabytes.
    assert all(0 < sum(student["memory"].values()) < 400 for student in worked["each"])


def test_an_error_says_what_to_do_before_a_lesson_is_opened(worked, hub):
    given = Path("/proc", str(kernel_of(A)), "environ").read_text().split("\0")
    [startup] = [entry.removeprefix("PYTHONSTARTUP=") for entry in given if entry.startswith("PYTHONSTARTUP=")]
    cell = "shell.run_cell('lesson.progress()')"
    done = hub.run_as(A, f"import IPython; shell = IPython.InteractiveShell.instance(); shell.safe_execfile({startup!r}, {{}}); {cell}")
    assert "Nothing is called “lesson” yet." in done.stdout, done.stdout + done.stderr


def test_kernels_speak_through_sockets_of_their_own(worked, hub):
    for login in LOGINS:
        sockets = [path for path in (PLACE / "run" / login / "jupyter").iterdir() if stat.S_ISSOCK(path.stat().st_mode)]
        assert sockets and all(len(bytes(path)) <= 107 for path in sockets)


def test_the_password_is_asked_for(hub):
    started = time.monotonic()
    assert sign_in(hub, A, "wrong-wrong-wrong") == 403
    assert time.monotonic() - started > 0.9, "a wrong password must cost time"
    assert sign_in(hub, "root", hub.passwords[A]) == 403
    assert sign_in(hub, A, hub.passwords[A]) == 200
    assert sign_in(hub, A, hub.passwords[B]) == 403


def test_fridays_check_signs_in_and_works_a_lesson(worked, hub):
    work = PLACE / "homes" / C / "lessons" / "work"
    before = {path.name: path.read_bytes() for path in work.iterdir()}
    found = check_hub(hub.web, C, hub.passwords[C])
    assert before == {path.name: path.read_bytes() for path in work.iterdir()} != {}, "the class page knows nothing of the check"
    assert [finding.state for finding in found] == [READY, READY], found
    assert found[0].told.startswith("JupyterHub ") and "an answer got its verdict" in found[1].told
    refused = check_hub(hub.web, C, "wrong-wrong-wrong")[-1]
    assert refused.state == NOT_READY and f"does not let {C} in" in refused.told


def test_unsaved_words_wait_in_the_tab_for_their_own_student(worked, hub):
    """Two students, one after the other in one tab of one browser; the kernel of the first dies while words are written."""
    need_chromium()
    with browser_page() as page:
        box = _open_ledger(page, hub, A)
        box.fill("")
        box.press_sequentially("I count ")
        kernel = kernel_of(A)
        assert kernel
        # It is halted first: the dialog that tells of a death would come between the letters, and take them.
        os.kill(kernel, signal.SIGSTOP)
        box.press_sequentially("2, and nobody else knows")
        os.kill(kernel, signal.SIGKILL)
        page.goto(f"{hub.web}/hub/logout")
        assert page.evaluate(_ASKED, f"/user/{A}/api/contents/work/01.json") == 403, "who has signed out is out"
        assert _draft(A) != _WORDS, "the kernel did not keep what this is about"
        box = _open_ledger(page, hub, B)
        box.press("Control+End")
        box.press_sequentially(" So says B.")
        until(lambda: _draft(B).endswith(" So says B."))
        assert _draft(B) == box.input_value() and "nobody else knows" not in page.content() + _draft(B)
        assert page.evaluate(_ASKED, f"/user/{A}/api/contents/work/01.json") == 403
        page.goto(f"{hub.web}/hub/logout")
        box = _open_ledger(page, hub, A)
        until(lambda: box.input_value() == _draft(A) == _WORDS)
        page.wait_for_function("place => sessionStorage.getItem(place) === null", arg=f"/user/{A}/lessonlib/01/ledger")


_WORDS = "I count 2, and nobody else knows"
_ASKED = "address => fetch(address).then(answer => answer.status)"


def _open_ledger(page, hub: Hub, login: str):
    """Sign in by the form, run lesson 01 by its menu, and return the box of its ledger."""
    page.goto(f"{hub.web}/hub/login?next=%2Fhub%2Fuser%2F{login}%2Flab%2Ftree%2F01-five-texts.ipynb%3Freset")
    page.locator("#username_input").fill(login)
    page.locator("#password_input").fill(hub.passwords[login])
    page.locator("#login_submit").click()
    page.get_by_text("| Idle").wait_for(timeout=120_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    box = page.get_by_role("group", name="The witness ledger opens").get_by_label("Your answer:")
    box.wait_for(state="attached", timeout=60_000)
    return box


def _draft(login: str) -> str:
    path = PLACE / "homes" / login / "lessons" / "work" / "01.json"
    return json.loads(path.read_bytes())["drafts"].get("ledger", "") if path.is_file() else ""


def test_a_changed_lesson_is_never_overwritten(worked, hub):
    _load(hub, 1)  # and the server stops
    assert not server_of(A)
    lesson = PLACE / "homes" / A / "lessons" / "02-soviet-support.ipynb"
    changed = lesson.read_bytes().replace(b'"nbformat": 4', b'"nbformat":  4')
    assert changed != lesson.read_bytes()
    lesson.write_bytes(changed)
    (lesson.parent / "03-the-cooling.ipynb").unlink()
    _load(hub, 1, "--stay")
    assert lesson.read_bytes() == changed
    assert (lesson.parent / "03-the-cooling.ipynb").is_file(), "a lesson that is missing comes back"


def _private_things() -> dict[str, Path]:
    home, run = PLACE / "homes" / B, PLACE / "run" / B
    return {
        "a neighbour's home": home,
        "a neighbour's lesson": home / "lessons" / "01-five-texts.ipynb",
        "a neighbour's answers": home / "lessons" / "work" / "01.json",
        "a neighbour's export": home / "lessons" / "work" / f"01-{B}.html",
        "a neighbour's sockets": run,
        "a neighbour's kernel": next((run / "jupyter").glob("kernel-*.json")),
        "a neighbour's server": Path("/proc", str(server_of(B)), "environ"),
        "the teacher's home": PLACE / "homes" / TEACHER,
        "the exports": PLACE / "homes" / TEACHER / "exports",
        "all homes": PLACE / "homes",
        "all sockets": PLACE / "run",
        "the passwords": PLACE / "hub" / "test" / "passwords.csv",
        "the database": PLACE / "hub" / "test" / "hub.sqlite",
        "the cookie secret": PLACE / "hub" / "test" / "cookie_secret",
        "the proxy's rules": PLACE / "hub" / "test" / "routes.toml",
        "the proxy's settings": PLACE / "hub" / "test" / "traefik.toml",
        "the log": PLACE / "hub" / "test" / "hub.log",
        "the hub": Path("/proc", str(hub_process()), "environ"),
    }


def test_students_read_neither_each_other_nor_the_teacher(worked, hub):
    """Every one of these is there, and refused: not merely absent."""
    for name, path in _private_things().items():
        assert os.path.lexists(path), f"{name} ({path}) is not there, so this proves nothing"
        reading = f"import os; p = {str(path)!r}; os.listdir(p) if os.path.isdir(p) else open(p, 'rb').read(1)"
        done = hub.run_as(A, reading)
        assert "PermissionError" in done.stderr, f"{A} could read {name}: {path}"
    own = PLACE / "homes" / A / "lessons" / "work" / "01.json"
    assert hub.run_as(A, f"print(open({str(own)!r}).read(1))").stdout.strip() == "{", "what is one's own can be read"


def test_students_reach_no_kernel_and_no_process_of_others(worked, hub):
    sockets = [path for path in (PLACE / "run" / B / "jupyter").iterdir() if stat.S_ISSOCK(path.stat().st_mode)]
    knock = "import socket; s = socket.socket(socket.AF_UNIX); s.connect({!r})"
    assert "PermissionError" in hub.run_as(A, knock.format(str(sockets[0]))).stderr
    assert hub.run_as(B, knock.format(str(sockets[0]))).returncode == 0
    for process in (server_of(B), hub_process()):
        assert "PermissionError" in hub.run_as(A, f"import os; os.kill({process}, 15)").stderr


def test_students_change_nothing_that_others_run(worked, hub):
    for path in (
        PLACE / "venv" / "bin" / "new",
        PLACE / "etc" / "jupyter_server_config.py",
        PLACE / "new",
        PLACE / "homes" / "new",
        PLACE / "run" / "new",
    ):
        assert "PermissionError" in hub.run_as(A, f"open({str(path)!r}, 'a')").stderr, path


def test_a_students_token_opens_only_the_own_server(worked, hub):
    # A token that a student makes can do all that the student may; that of the server is in its environment.
    for token in (make_token(hub, A), token_of(A)):
        _try_token(hub, token)


def _try_token(hub: Hub, token: str) -> None:
    assert ask(hub, f"/hub/api/users/{A}", token) == 200
    assert ask(hub, f"/user/{A}/api/contents", token) == 200
    for path in (
        "/hub/api/users",
        f"/hub/api/users/{B}",
        f"/hub/api/users/{TEACHER}",
        "/hub/api/proxy",
        "/hub/api/services",
        f"/user/{B}/api/contents",
        f"/user/{B}/api/kernels",
    ):
        assert ask(hub, path, token) in (403, 404), path
    for path in (f"/hub/api/users/{B}/server", f"/hub/api/users/{B}/tokens", "/hub/api/users/lessonlib-test-x", "/hub/api/shutdown"):
        assert ask(hub, path, token, "POST") in (403, 404), path
    assert ask(hub, f"/hub/api/users/{B}/server", token, "DELETE") in (403, 404)


def test_a_server_runs_as_its_student_and_within_limits(worked):
    import pwd

    for login in LOGINS:
        process = Path("/proc", str(server_of(login)))
        status = process.joinpath("status").read_text()
        uid = pwd.getpwnam(login).pw_uid
        assert f"Uid:\t{uid}\t{uid}\t{uid}\t{uid}\n" in status and "Umask:\t0077\n" in status
        limits = process.joinpath("limits").read_text()
        assert f"{1500 * 1024 * 1024}" in limits.partition("Max data size")[2].splitlines()[0]
        # What anyone may read of a process, its command line, holds no secret.
        assert b"token" not in process.joinpath("cmdline").read_bytes().lower()


def test_exports_reach_the_teacher(worked, hub):
    done = hub_command(hub.file, "collect")
    assert done.returncode == 0, done.stderr
    exports = PLACE / "homes" / TEACHER / "exports"
    assert {path.parent.name for path in exports.glob("*/01-*.html")} == set(LOGINS)
    with (exports / "class.csv").open(newline="", encoding="utf-8-sig") as file:
        assert {row["learner"] for row in csv.DictReader(file)} == set(LOGINS)
    assert all(path.stat().st_uid == exports.stat().st_uid != 0 for path in exports.rglob("*"))


def test_a_link_brings_nobody_elses_file(worked, hub):
    work = PLACE / "homes" / A / "lessons" / "work"
    traps = {
        "91-a.html": PLACE / "hub" / "test" / "passwords.csv",
        "92-a.html": PLACE / "homes" / B / "lessons" / "work" / f"01-{B}.html",
        "93-a.html": PLACE / "homes" / TEACHER / "exports" / B / f"01-{B}.html",
    }
    lines = [f"os.symlink({str(target)!r}, {str(work / name)!r})" for name, target in traps.items()]
    lines += [f"os.symlink({str(PLACE / 'homes' / B / 'lessons')!r}, {str(work / 'way')!r})", f"os.mkfifo({str(work / '94-a.html')!r})"]
    assert hub.run_as(A, "import os; " + "; ".join(lines)).returncode == 0
    assert hub_command(hub.file, "collect").returncode == 0
    found = {path.name for path in (PLACE / "homes" / TEACHER / "exports" / A).rglob("*")}
    assert found == {f"01-{A}.html"}


def test_the_command_given_again_changes_nothing(worked, hub):
    import pwd

    before = hub.passwords, [pwd.getpwnam(login) for login in LOGINS]
    done = hub_command(hub.file, "prepare")
    assert done.returncode == 0 and "Accounts made" not in done.stdout
    assert (hub.passwords, [pwd.getpwnam(login) for login in LOGINS]) == before
    mode = (PLACE / "hub" / "test" / "passwords.csv").stat()
    assert stat.S_IMODE(mode.st_mode) == 0o600 and mode.st_uid == 0


def test_a_forgotten_password_is_replaced(hub):
    before = hub.passwords
    done = hub_command(hub.file, "passwords", C)
    assert done.stdout.strip() == f"{C},{hub.passwords[C]}" and hub.passwords[C] != before[C]
    assert sign_in(hub, C, before[C]) == 403 and sign_in(hub, C, hub.passwords[C]) == 200
    refused = hub_command(hub.file, "passwords", "root")
    assert refused.returncode == 1 and "'root' is no account of this class" in refused.stderr


def test_the_teacher_needs_more_words(hub):
    lengths = {login: len(password.split("-")) for login, password in hub.passwords.items()}
    assert lengths == {A: 3, B: 3, C: 3, TEACHER: 5}


def test_an_account_of_others_is_never_touched(hub, tmp_path):
    shadow = Path("/etc/shadow").read_bytes()
    done = hub_command(write_class(tmp_path, teacher="daemon"), "prepare")
    assert done.returncode == 1 and "has an account 'daemon' already" in done.stderr
    assert Path("/etc/shadow").read_bytes() == shadow


def test_end_of_term(worked, hub):
    """The last test of the hub: the accounts go, the exports stay."""
    asked = hub_command(hub.file, "remove")
    assert asked.returncode == 0 and "--yes" in asked.stdout and server_of(A)
    done = hub_command(hub.file, "remove", "--yes")
    assert done.returncode == 0, done.stderr
    accounts = Path("/etc/passwd").read_text()
    assert not any(f"{login}:" in accounts for login in (*LOGINS, TEACHER))
    assert not any((PLACE / "homes").iterdir()) and not any((PLACE / "run").iterdir())
    kept = PLACE / "exports-kept" / "test"
    assert {path.parent.name for path in kept.glob("*/01-*.html")} == set(LOGINS)
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
