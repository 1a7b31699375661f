"""What a running hub is asked from outside, and which processes of it belong to whom."""

import json
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

from hub import PLACE, Hub


def make_token(hub: Hub, login: str) -> str:
    """Make a token that can do all that the student may."""
    body = json.dumps({"auth": {"username": login, "password": hub.passwords[login]}}).encode()
    request = urllib.request.Request(f"{hub.web}/hub/api/users/{login}/tokens", data=body, headers={"Content-Type": "application/json"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as answer:
        return json.load(answer)["token"]


def browser(hub: Hub):
    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(jar))
    opener.open(f"{hub.web}/hub/login").close()
    return jar, opener


def xsrf(jar: CookieJar) -> str:
    return next(cookie.value for cookie in jar if cookie.name == "_xsrf" and cookie.path == "/hub/")


def sign_in(hub: Hub, login: str, password: str) -> int:
    """Sign in by the form; return what the page after it says."""
    jar, opener = browser(hub)
    form = urllib.parse.urlencode({"username": login, "password": password, "_xsrf": xsrf(jar)}).encode()
    try:
        with opener.open(f"{hub.web}/hub/login?next=%2Fhub%2Fhome", form) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def ask(hub: Hub, path: str, token: str, method: str = "GET") -> int:
    request = urllib.request.Request(
        hub.web + path, method=method, headers={"Authorization": f"token {token}"}, data=b"{}" if method == "POST" else None
    )
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def process(uid: int, words: bytes) -> int:
    """The number of a process by its owner and what it runs; its parent is no such process."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if path.stat().st_uid == uid and words in path.joinpath("cmdline").read_bytes():
                return int(path.name)
        except OSError:
            continue
    return 0


def server_of(login: str) -> int:
    import pwd

    return process(pwd.getpwnam(login).pw_uid, b"seat_server.py")


def kernel_of(login: str) -> int:
    import pwd

    return process(pwd.getpwnam(login).pw_uid, b"ipykernel_launcher")


def hub_process() -> int:
    return process(0, str(PLACE / "venv").encode() + b"/bin/python\0-m\0jupyterhub\0")


def token_of(login: str) -> str:
    environment = Path("/proc", str(server_of(login)), "environ").read_bytes().split(b"\0")
    return next(line.partition(b"=")[2].decode() for line in environment if line.startswith(b"JUPYTERHUB_API_TOKEN="))
