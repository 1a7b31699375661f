"""What a learner's cell gets wrong, told in one sentence below the red lines: Python says what went wrong there, this says what to do.

A cell that was not run, a misspelt name of a function or of a column, quotation
marks that are not straight: nobody who has never seen Python can tell from
``NameError`` what to do next.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from lessonlib.errors import nearest
from lessonlib.html import Html
from lessonlib.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import FrameType

#: Python does not read these as quotation marks; whoever copies words from a page brings them along.
_CURLY = "“”„‘’‚«»"
#: How much of a variable must be the same: who writes “lesson” does not mean “lessonlib”. Of what one thing has, less will do: “shwo”.
_SURE, _OF_ONE = 0.85, 0.65
#: What comes of drawing no rows, and of drawing words.
_OF_PLOTS = ("index 0 is out of bounds", "no numeric data to plot")
#: What a learner's cells import.
_LIBRARIES = ("lessonlib", "pandas", "matplotlib", "numpy", "ipywidgets")
#: Of what has more names than these, none are listed.
_MOST_LISTED = 20


def advice(error: BaseException, names: Mapping[str, Any]) -> str:
    """Say what to do about an error that a cell raised; ``""`` where nothing is known that would help.

    Parameters
    ----------
    error : exception
        As it was caught.
    names : mapping
        The variables of the cell.

    Examples
    --------
    >>> claims = 3
    >>> try:
    ...     clams
    ... except NameError as error:
    ...     print(advice(error, globals()))
    Nothing is called “clams” here. Is it “claims”?
    """
    find = next((find for kind, find in _ADVICE.items() if isinstance(error, kind)), None)
    return find(error, names) if find else ""


def tell_slips() -> bool:
    """Let the notebook in which this runs say what to do about errors; return whether there is one.

    Examples
    --------
    >>> tell_slips()
    False
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        return False
    shell.set_custom_exc(tuple(_ADVICE), _tell)
    return True


def _tell(shell: Any, _kind: type, error: BaseException, _trace: Any, tb_offset: int | None = None) -> None:
    shell.showtraceback(tb_offset=tb_offset, running_compiled_code=_is_running(error, shell.user_ns))
    with suppress(Exception):  # whatever fails here, the error of the cell is shown
        if told := advice(error, shell.user_ns):
            # Not as a note on the error: JupyterLab breaks red lines in the middle of words.
            shell.display_pub.publish({"text/plain": told, "text/html": Html.paragraph(told).markup})


def _of_name(error: Any, names: Mapping[str, Any]) -> str:
    if not _is_written(error, names):
        return ""
    near = nearest(error.name, [name for name in names if not name.startswith("_")], _SURE)
    return words("slips")["near_name" if near else "no_name"].format(name=error.name, near=near)


def _of_attribute(error: Any, names: Mapping[str, Any]) -> str:
    if error.name is None or getattr(error.obj, "__name__", "").startswith("lessonlib") or not _is_written(error, names):
        return ""  # our own modules say themselves what they have
    ours = str(getattr(error.obj, "__module__", "")).startswith("lessonlib")
    return _of_known(error.name, [name for name in dir(error.obj) if not name.startswith("_")], "has" if ours else "")


def _of_key(error: BaseException, names: Mapping[str, Any]) -> str:
    """Of a column that a table does not have."""
    for frame in _frames(error):
        table: Any = frame.f_locals.get("self")
        asked = frame.f_locals.get("key")
        if (
            type(table).__name__ == "DataFrame"
            and frame.f_code.co_name == "__getitem__"
            and frame.f_back
            and frame.f_back.f_globals is names
        ):
            missing = next((one for one in (asked if isinstance(asked, list) else [asked]) if one not in table.columns), None)
            return _of_known(str(missing), [str(column) for column in table.columns], "columns")
    return ""


def _of_module(error: Any, names: Mapping[str, Any]) -> str:
    """Of a library whose name is misspelt in a cell; one that is not installed has no name near to it."""
    asked = (error.name or "").partition(".")[0]
    written = {name.partition(".")[0] for frame in _frames(error) if frame.f_globals is names for name in frame.f_code.co_names}
    near = nearest(asked, _LIBRARIES, _OF_ONE) if asked in written else ""
    return words("slips")["near"].format(name=asked, near=near) if near and near != asked else ""


def _of_plot(error: BaseException, _: Mapping[str, Any]) -> str:
    """Of a plot for which no rows, or only words, are left."""
    drawn = any(frame.f_globals.get("__name__", "").startswith("pandas.plotting") for frame in _frames(error))
    return words("slips")["no_numbers" if isinstance(error, TypeError) else "no_rows"] if drawn and str(error).startswith(_OF_PLOTS) else ""


def _of_syntax(error: BaseException, names: Mapping[str, Any]) -> str:
    if _is_running(error, names):  # the cell could be read; something that it calls could not
        return ""
    if "Maybe you meant" in str(error):  # Python knows better
        return ""
    return words("slips")["curly" if set(_CURLY) & set(str(error)) else "syntax"]


def _of_known(name: str, known: list[str], having: str) -> str:
    near = nearest(name, known, _OF_ONE)
    if near:
        return words("slips")["near"].format(name=name, near=near)
    return words("slips")[having].format(known=", ".join(known)) if having and len(known) <= _MOST_LISTED else ""


def _is_written(error: Any, names: Mapping[str, Any]) -> bool:
    """Whether the name stands in a cell: an error deep in a library is no slip of the learner's."""
    return any(frame.f_globals is names and error.name in frame.f_code.co_names for frame in _frames(error))


def _is_running(error: BaseException, names: Mapping[str, Any]) -> bool:
    return any(frame.f_globals is names for frame in _frames(error))


def _frames(error: BaseException) -> Iterator[FrameType]:
    trace = error.__traceback__
    while trace:
        yield trace.tb_frame
        trace = trace.tb_next


_ADVICE: dict[type[BaseException], Callable[[Any, Mapping[str, Any]], str]] = {
    NameError: _of_name,
    AttributeError: _of_attribute,
    KeyError: _of_key,
    ModuleNotFoundError: _of_module,
    SyntaxError: _of_syntax,
    IndexError: _of_plot,
    TypeError: _of_plot,
}
