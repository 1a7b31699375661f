"""A learner's seat without a browser: it speaks to a Jupyter server as JupyterLab does, over HTTP and a web socket."""

from __future__ import annotations

import json
import time
import uuid
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import requests
import websocket

from lessonlib.errors import LessonlibError

_SECONDS = 120


class SeatError(LessonlibError):
    """A server did not answer as Jupyter does; the message says to what.

    Examples
    --------
    >>> issubclass(SeatError, LessonlibError)
    True
    """


class Seat:
    """One notebook, opened at a server, with its kernel.

    Parameters
    ----------
    address : str
        The server, such as ``http://127.0.0.1:8888``; at a hub with
        ``/user/NAME`` behind it.
    web : requests.Session
        Already let in, by a token or a cookie.
    notebook : str
        The name of the notebook.

    Raises
    ------
    SeatError
        If the server does not answer, or not as Jupyter does.

    Examples
    --------
    >>> Seat("http://127.0.0.1:9", requests.Session(), "01-five-texts.ipynb")
    Traceback (most recent call last):
    lessonlib.readiness.seat.SeatError: http://127.0.0.1:9 does not answer (ConnectionError).
    """

    def __init__(self, address: str, web: requests.Session, notebook: str) -> None:
        self.address, self._web, self.notebook = address.rstrip("/"), web, notebook
        self._name = uuid.uuid4().hex
        asked = {"path": notebook, "name": notebook, "type": "notebook", "kernel": {"name": "python3"}}
        self._session = self._ask("post", "api/sessions", json=asked)
        self.kernel: str = self._session["kernel"]["id"]
        self._socket = self._connect()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._socket.close()
        self._ask("delete", f"api/sessions/{self._session['id']}")

    def cells(self) -> list[str]:
        """Return the code cells of the notebook.

        Examples
        --------
        >>> Seat.cells.__name__
        'cells'
        """
        content = self._ask("get", f"api/contents/{quote(self.notebook)}")["content"]
        return [cell["source"] for cell in content["cells"] if cell["cell_type"] == "code" and cell["source"].strip()]

    def run(self, code: str) -> tuple[str, str]:
        """Run code in the kernel.

        Returns
        -------
        tuple of str
            What it shows as text, and the error if there is one.

        Raises
        ------
        SeatError
            If the kernel does not answer within two minutes.

        Examples
        --------
        >>> Seat.run.__name__
        'run'
        """
        request = _request(code, self._name)
        shown: list[str] = []
        error, over = "", time.monotonic() + _SECONDS
        try:
            self._socket.send(json.dumps(request))
            while time.monotonic() < over:
                answer = _message(self._socket.recv())
                if answer.get("parent_header", {}).get("msg_id") != request["header"]["msg_id"]:
                    continue
                kind, content = answer["header"]["msg_type"], answer["content"]
                if kind == "status" and content["execution_state"] == "idle":
                    return "\n".join(shown), error
                if kind == "error":
                    error = f"{content['ename']}: {content['evalue']}"
                shown += [content["text"]] if kind == "stream" else [content["data"].get("text/plain", "")] if "data" in content else []
        except (OSError, websocket.WebSocketException) as problem:
            raise SeatError(f"The kernel of {self.notebook} at {self.address} was lost ({type(problem).__name__}).") from problem
        raise SeatError(f"The kernel of {self.notebook} at {self.address} does not answer.")

    def _ask(self, verb: str, path: str, **options: Any) -> Any:
        try:
            answer = self._web.request(verb, f"{self.address}/{path}", timeout=_SECONDS, **options)
        except requests.RequestException as problem:
            raise SeatError(f"{self.address} does not answer ({type(problem).__name__}).") from problem
        if not answer.ok:
            raise SeatError(f"{self.address}/{path} answers {answer.status_code} {answer.reason}.")
        return answer.json() if answer.content else {}

    def _connect(self) -> websocket.WebSocket:
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._web.cookies)
        headers = [f"{name}: {value}" for name, value in self._web.headers.items() if name.lower() == "authorization"]
        address = f"ws{self.address.removeprefix('http')}/api/kernels/{self.kernel}/channels?session_id={self._name}"
        try:
            return websocket.create_connection(address, timeout=_SECONDS, header=headers, cookie=cookies)
        except (OSError, websocket.WebSocketException) as problem:
            raise SeatError(f"The kernel of {self.notebook} at {self.address} cannot be reached ({type(problem).__name__}).") from problem


def _request(code: str, session: str) -> dict[str, Any]:
    """What a kernel is sent to run code."""
    header = {
        "msg_id": uuid.uuid4().hex,
        "msg_type": "execute_request",
        "username": "",
        "session": session,
        "date": "",
        "version": "5.3",
    }
    content = {
        "code": code,
        "silent": False,
        "store_history": False,
        "user_expressions": {},
        "allow_stdin": False,
        "stop_on_error": False,
    }
    return {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell", "buffers": []}


def _message(received: str | bytes) -> dict[str, Any]:
    """A message of the kernel; one with buffers begins with a table of where they stand, and is not needed here."""
    try:
        found = json.loads(received)
    except ValueError:  # binary
        return {}
    return found if isinstance(found, dict) else {}
