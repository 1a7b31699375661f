"""All findings on one page, to look at or to print."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from lessonlib.html import escape, page, table
from lessonlib.readiness.finding import READY, Finding, worst


def verdict(findings: Sequence[Finding]) -> str:
    """Say in one sentence how things stand.

    Examples
    --------
    >>> verdict([Finding("disk", READY, "")])
    'Ready for Monday.'
    """
    open_points = sum(finding.state != READY for finding in findings)
    state = worst(list(findings))
    return "Ready for Monday." if state == READY else f"{state[0].upper()}{state[1:]}: {open_points} of {len(findings)} points."


def write_page(findings: Sequence[Finding], path: Path) -> Path:
    """Write the page.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     "Ready for Monday." in write_page([], Path(folder) / "ready.html").read_text()
    True
    """
    rows = [(finding.what, finding.state, finding.told, finding.do) for finding in findings]
    when = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    body = f"<p><strong>{escape(verdict(findings))}</strong> {when}.</p>" + table(
        ("what", "state", "found", "to do"), rows, "What was looked at"
    )
    path.write_text(page("Ready for Monday?", body), encoding="utf-8")
    return path
