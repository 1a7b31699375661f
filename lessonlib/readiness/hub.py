"""Is a hub ready: does it answer, is it guarded, can a seat log in and work a lesson?"""

from __future__ import annotations

import re
import time
from urllib.parse import urljoin, urlsplit

import requests

from lessonlib.readiness.finding import LOOK, NOT_READY, READY, Finding
from lessonlib.readiness.lesson_run import work_lesson
from lessonlib.readiness.seat import SeatError

_SPAWN_SECONDS = 180


def check_hub(address: str, seat: str = "", password: str = "", notebook: str = "06-when-sources-agree.ipynb") -> list[Finding]:
    """Look at a hub, and with a seat and its password work a lesson there.

    Parameters
    ----------
    address : str
        Such as ``http://192.168.1.20:8000``.
    seat, password : str
        Of a seat, a student's or one kept for this; its work stays as it is.
    notebook : str
        The lesson.

    Examples
    --------
    >>> check_hub("http://127.0.0.1:9")[0].state
    'not ready'
    """
    web, address = requests.Session(), address.rstrip("/")
    try:
        version = web.get(f"{address}/hub/api/", timeout=20).json()["version"]
        closed = web.get(f"{address}/hub/api/users", timeout=20).status_code in (401, 403)
    except (requests.RequestException, ValueError, KeyError, TypeError) as problem:
        told = f"{address} does not answer as a hub does ({type(problem).__name__})."
        return [Finding("Hub", NOT_READY, told, "Start it, and try its address in a browser of a student's computer.")]
    found = [Finding("Hub", READY, f"JupyterHub {version} answers at {address}.")]
    if not closed:
        found.append(Finding("Hub, doors", NOT_READY, "Whoever comes may list its users.", "Set a password for every seat."))
    if urlsplit(address).scheme == "http" and urlsplit(address).hostname not in ("127.0.0.1", "localhost"):
        told = "Passwords cross the network in the clear."
        found.append(Finding("Hub, network", LOOK, told, "Use it in a network that you trust, or give the hub a certificate."))
    if not seat:
        told = "No seat was tried."
        return [
            *found,
            Finding("Hub, a lesson", LOOK, told, "Name one: lessonlib ready --hub ADDRESS --seat NAME; it asks for the password."),
        ]
    try:
        server = _log_in(web, address, seat, password)
        return [*found, work_lesson(server, web, notebook, apart=True).finding(f"Hub, a lesson at seat {seat}")]
    except SeatError as problem:
        return [*found, Finding("Hub, a lesson", NOT_READY, str(problem), "See the hub's log.")]


def _log_in(web: requests.Session, address: str, seat: str, password: str) -> str:
    """Fill in the form as a browser does, wait for the seat's server, return its address."""
    try:
        form = web.get(f"{address}/hub/login", timeout=30)
        guard = re.search(r'name="_xsrf" value="([^"]*)"', form.text)
        sent = {"username": seat, "password": password, "_xsrf": guard[1] if guard else ""}
        answer = web.post(f"{address}/hub/login", data=sent, timeout=30, allow_redirects=False)
        if answer.status_code != 302:
            raise SeatError(f"The hub does not let {seat} in: the password is not right, or there is no such seat.")
        return _started(web, address, urljoin(address, answer.headers["location"]))
    except requests.RequestException as problem:
        raise SeatError(f"{address} was lost at the login ({type(problem).__name__}).") from problem


def _started(web: requests.Session, address: str, page: str) -> str:
    over = time.monotonic() + _SPAWN_SECONDS
    while time.monotonic() < over:
        answer = web.get(page, timeout=60)
        found = re.match(re.escape(address) + r"/user/[^/]+", answer.url)
        if found and answer.ok:
            # The server of a seat asks for its own guard against forged requests.
            web.headers["X-XSRFToken"] = next((c.value or "" for c in web.cookies if c.name == "_xsrf" and "/user/" in c.path), "")
            return found[0]
        page = f"{address}/hub/spawn"
        time.sleep(1)
    raise SeatError("The server of the seat does not start.")
