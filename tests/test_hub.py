"""The hub of a class with three students, started by its one command: they work, and read nothing of each other's."""

import csv
import json
import os
import stat
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from hub import DEPLOY, LOGINS, PLACE, TEACHER, Hub, hub_command, need_superuser, running_hub, write_class

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


def test_kernels_speak_through_sockets_of_their_own(worked, hub):
    for login in LOGINS:
        sockets = [path for path in (PLACE / "run" / login / "jupyter").iterdir() if stat.S_ISSOCK(path.stat().st_mode)]
        assert sockets and all(len(bytes(path)) <= 107 for path in sockets)


def test_the_password_is_asked_for(hub):
    started = time.monotonic()
    assert _sign_in(hub, A, "wrong-wrong-wrong") == 403
    assert time.monotonic() - started > 0.9, "a wrong password must cost time"
    assert _sign_in(hub, "root", hub.passwords[A]) == 403
    assert _sign_in(hub, A, hub.passwords[A]) == 200
    assert _sign_in(hub, A, hub.passwords[B]) == 403


def test_fridays_check_signs_in_and_works_a_lesson(worked, hub):
    work = PLACE / "homes" / C / "lessons" / "work"
    before = {path.name: path.read_bytes() for path in work.iterdir()}
    found = check_hub(hub.web, C, hub.passwords[C])
    assert before == {path.name: path.read_bytes() for path in work.iterdir()} != {}, "the class page knows nothing of the check"
    assert [finding.state for finding in found] == [READY, READY], found
    assert found[0].told.startswith("JupyterHub ") and "an answer got its verdict" in found[1].told
    refused = check_hub(hub.web, C, "wrong-wrong-wrong")[-1]
    assert refused.state == NOT_READY and f"does not let {C} in" in refused.told


def test_a_changed_lesson_is_never_overwritten(worked, hub):
    _load(hub, 1)  # and the server stops
    assert not _server_of(A)
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
        "a neighbour's server": Path("/proc", str(_server_of(B)), "environ"),
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
        "the hub": Path("/proc", str(_hub_process()), "environ"),
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
    for process in (_server_of(B), _hub_process()):
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
    for token in (_make_token(hub, A), _token_of(A)):
        _try_token(hub, token)


def _try_token(hub: Hub, token: str) -> None:
    assert _ask(hub, f"/hub/api/users/{A}", token) == 200
    assert _ask(hub, f"/user/{A}/api/contents", token) == 200
    for path in (
        "/hub/api/users",
        f"/hub/api/users/{B}",
        f"/hub/api/users/{TEACHER}",
        "/hub/api/proxy",
        "/hub/api/services",
        f"/user/{B}/api/contents",
        f"/user/{B}/api/kernels",
    ):
        assert _ask(hub, path, token) in (403, 404), path
    for path in (f"/hub/api/users/{B}/server", f"/hub/api/users/{B}/tokens", "/hub/api/users/lessonlib-test-x", "/hub/api/shutdown"):
        assert _ask(hub, path, token, "POST") in (403, 404), path
    assert _ask(hub, f"/hub/api/users/{B}/server", token, "DELETE") in (403, 404)


def test_a_server_runs_as_its_student_and_within_limits(worked):
    import pwd

    for login in LOGINS:
        process = Path("/proc", str(_server_of(login)))
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
    assert _sign_in(hub, C, before[C]) == 403 and _sign_in(hub, C, hub.passwords[C]) == 200
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
    assert asked.returncode == 0 and "--yes" in asked.stdout and _server_of(A)
    done = hub_command(hub.file, "remove", "--yes")
    assert done.returncode == 0, done.stderr
    accounts = Path("/etc/passwd").read_text()
    assert not any(f"{login}:" in accounts for login in (*LOGINS, TEACHER))
    assert not any((PLACE / "homes").iterdir()) and not any((PLACE / "run").iterdir())
    kept = PLACE / "exports-kept" / "test"
    assert {path.parent.name for path in kept.glob("*/01-*.html")} == set(LOGINS)
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def _make_token(hub: Hub, login: str) -> str:
    """Make a token that can do all that the student may."""
    body = json.dumps({"auth": {"username": login, "password": hub.passwords[login]}}).encode()
    request = urllib.request.Request(f"{hub.web}/hub/api/users/{login}/tokens", data=body, headers={"Content-Type": "application/json"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as answer:
        return json.load(answer)["token"]


def _browser(hub: Hub):
    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(jar))
    opener.open(f"{hub.web}/hub/login").close()
    return jar, opener


def _xsrf(jar: CookieJar) -> str:
    return next(cookie.value for cookie in jar if cookie.name == "_xsrf" and cookie.path == "/hub/")


def _sign_in(hub: Hub, login: str, password: str) -> int:
    """Sign in by the form; return what the page after it says."""
    jar, opener = _browser(hub)
    form = urllib.parse.urlencode({"username": login, "password": password, "_xsrf": _xsrf(jar)}).encode()
    try:
        with opener.open(f"{hub.web}/hub/login?next=%2Fhub%2Fhome", form) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def _ask(hub: Hub, path: str, token: str, method: str = "GET") -> int:
    request = urllib.request.Request(
        hub.web + path, method=method, headers={"Authorization": f"token {token}"}, data=b"{}" if method == "POST" else None
    )
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def _process(uid: int, words: bytes) -> int:
    """The number of a process by its owner and what it runs; its parent is no such process."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if path.stat().st_uid == uid and words in path.joinpath("cmdline").read_bytes():
                return int(path.name)
        except OSError:
            continue
    return 0


def _server_of(login: str) -> int:
    import pwd

    return _process(pwd.getpwnam(login).pw_uid, b"seat_server.py")


def _hub_process() -> int:
    return _process(0, str(PLACE / "venv").encode() + b"/bin/python\0-m\0jupyterhub\0")


def _token_of(login: str) -> str:
    environment = Path("/proc", str(_server_of(login)), "environ").read_bytes().split(b"\0")
    return next(line.partition(b"=")[2].decode() for line in environment if line.startswith(b"JUPYTERHUB_API_TOKEN="))
