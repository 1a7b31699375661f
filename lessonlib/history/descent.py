"""Lines of descent: from which text another was made, and how we know."""

from functools import cache
from typing import Any

import pandas as pd

from lessonlib.history.files import evidence_file, read_rows
from lessonlib.history.schemas import STEP
from lessonlib.history.tables import frame, kinds
from lessonlib.overlay import in_language_by_text

_TEXT_COLUMNS = {"doc_id": "text", "descends_from": "text", "line": "text", "descent_basis": "text", "reason": "text", "sources": "words"}


@cache
def _steps() -> list[dict[str, Any]]:
    return read_rows(evidence_file("descent.toml"), STEP)


def load_descent() -> pd.DataFrame:
    """Load, for each of the five texts, from what it descends.

    Returns
    -------
    pandas.DataFrame
        Index ``doc_id``; ``descends_from`` (the next text up, as far as it is
        known), ``line`` (the line of descent, one name for all that meet in
        one newsroom), ``descent_basis`` (``seen in the five texts``, ``shown
        by an outside page`` or ``supposed``), ``reason``, ``sources`` (a list
        of ids of `load_sources`).

    Examples
    --------
    >>> load_descent().descent_basis.isin(["seen in the five texts", "shown by an outside page", "supposed"]).all().item()
    True
    """
    rows = [step | {"doc_id": step["child"], "descends_from": step["parent"], "descent_basis": step["basis"]} for step in _texts().values()]
    return in_language_by_text(frame(rows, _TEXT_COLUMNS, index="doc_id"), "history/descent")


def load_family() -> pd.DataFrame:
    """Load every step of the family tree, those above the five texts too.

    Returns
    -------
    pandas.DataFrame
        ``child``, ``parent``, ``line``, ``basis``, ``reason``, ``sources``.

    Examples
    --------
    >>> set(load_descent().index) <= set(load_family().child)
    True
    """
    return in_language_by_text(frame(_steps(), kinds(STEP)), "history/descent")


@cache
def _texts() -> dict[str, dict[str, Any]]:
    """The first step of each text is its main one; footnotes and single sentences follow."""
    found: dict[str, dict[str, Any]] = {}
    for step in _steps():
        if step["child"].count(" ") == 0:
            found.setdefault(step["child"], step)
    return found


def lines_of_descent() -> dict[str, str]:
    """Return the line of descent of each of the five texts.

    Examples
    --------
    >>> lines_of_descent()["sindonews-listicle"] == lines_of_descent()["antara-explainer"]
    True
    """
    return {doc_id: step["line"] for doc_id, step in _texts().items()}
