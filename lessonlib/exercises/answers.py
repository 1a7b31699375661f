"""The gate through which every answer comes: whatever is given becomes plain data, and nothing in it is run."""

import datetime
import math
from typing import Any, NamedTuple

from lessonlib.exercises.phrases import Phrases

#: Longer texts, longer lists and deeper nests are no answers, nor are lists that hold more than so many values or letters in all.
LONGEST_TEXT = 200_000
LONGEST_LIST = 2_000
_DEEPEST = 6
_MOST_VALUES = 20_000
_MOST_BITS = 256
_MANY: tuple[type, ...] = (list, tuple, set, frozenset, dict)
#: Objects of these libraries may be an answer in code.
_MADE_BY = ("pandas", "numpy", "matplotlib")
#: What a learner leaves in place of an answer.
_NOTHING = frozenset(" .…?_-\t\r\n\u00a0")
#: What Python calls a name behind which the brackets are forgotten.
_UNCALLED = ("method", "function", "builtin_function_or_method")


class Foreign(NamedTuple):
    """Something that no exercise asks for.

    Attributes
    ----------
    name : str
        The name of its type.

    Examples
    --------
    >>> plain_answer(object())
    Foreign(name='object')
    """

    name: str


class Made(NamedTuple):
    """A table or a figure made in code.

    Attributes
    ----------
    thing : object
        Of pandas, NumPy or matplotlib.

    Examples
    --------
    >>> import pandas as pd
    >>> type(plain_answer(pd.Series([1])).thing).__name__
    'Series'
    """

    thing: Any


class Unordered(list):
    """The values of a set, which has no order.

    Examples
    --------
    >>> plain_answer({"b", "a"}), type(plain_answer({"b"})).__name__
    (['a', 'b'], 'Unordered')
    """


def plain_answer(answer: object) -> Any:
    """Return an answer as plain data: None, bool, int, float, str, date, list or dict with text as keys.

    Parameters
    ----------
    answer : object
        Anything. Methods of types that are not known here are never called.

    Returns
    -------
    object
        Plain data; `Made` for tables and figures; `Foreign` for all else.

    Examples
    --------
    >>> plain_answer(("a", {"b"}, {1: 2.0}))
    ['a', ['b'], {'1': 2.0}]
    """
    try:
        return _plain(answer, 0, _Room())
    except _FullError:
        return Foreign(f"very long {next((base.__name__ for base in _MANY if issubclass(type(answer), base)), 'list')}")
    except (Exception, SystemExit, GeneratorExit):  # a type that breaks its own promises, such as a list that cannot be listed
        return Foreign(type.__getattribute__(type(answer), "__name__"))


class _FullError(Exception):
    """An answer holds more than anybody would write."""


class _Room:
    """How much an answer may still hold: a list of lists of lists needs no memory to hold thousands of millions."""

    def __init__(self) -> None:
        self._values, self._letters = _MOST_VALUES, LONGEST_TEXT

    def take(self, values: int, letters: int = 0) -> None:
        self._values -= values
        self._letters -= letters
        if min(self._values, self._letters) < 0:
            raise _FullError


def _plain(answer: object, depth: int, room: _Room) -> Any:
    kind = type(answer)
    if answer is None or answer is Ellipsis:
        return None
    if kind is bool or kind is float:
        return answer
    # Only what str, dict and the like themselves define is called: a class that inherits from them may have changed it.
    if issubclass(kind, str):
        text = str.__str__(answer)  # type: ignore[arg-type]
        if len(text) > LONGEST_TEXT:
            return Foreign("very long text")
        room.take(0, len(text))
        return text
    if issubclass(kind, int):
        number = int.__int__(answer)  # type: ignore[arg-type]
        return number if number.bit_length() <= _MOST_BITS else Foreign("very large number")
    if issubclass(kind, float) and _library(kind) != "numpy":
        return float.__float__(answer)  # type: ignore[arg-type]
    if kind is datetime.datetime:
        return answer.date()  # type: ignore[attr-defined]
    if kind is datetime.date:
        return answer
    if _library(kind) == "matplotlib":  # what a plot call gives back may be a tuple
        return Made(answer)
    for base in _MANY:
        if issubclass(kind, base):
            return _plain_many(base, answer, depth, room)
    return _plain_object(answer, kind, room)


def _plain_many(base: Any, answer: Any, depth: int, room: _Room) -> Any:
    size = base.__len__(answer)
    if size > LONGEST_LIST or depth >= _DEEPEST:
        return Foreign(f"very long {base.__name__}")
    room.take(size)
    if base is dict:
        return {_name(key, depth, room): _plain(value, depth + 1, room) for key, value in dict.items(answer)}
    values = [_plain(value, depth + 1, room) for value in base.__iter__(answer)]
    # A set has no order: give it one, so that the same answer is stored in the same way.
    return Unordered(sorted(values, key=repr)) if base in (set, frozenset) else values


def _name(key: object, depth: int, room: _Room) -> str:
    """A key as text; two columns named together, as by a cross table, are parted by a slash."""
    value = _plain(key, depth + 1, room)
    if isinstance(value, list):
        return "/".join(str(part) for part in value)
    return value if isinstance(value, str) else str(value)


def _library(kind: type) -> str:
    """The library that a type comes from; a type of types is not asked, for it may answer for ever."""
    return str(type.__getattribute__(kind, "__module__")).split(".")[0]


def _plain_object(answer: Any, kind: type, room: _Room) -> Any:
    module = _library(kind)
    if module not in _MADE_BY:
        return Foreign(type.__getattribute__(kind, "__name__"))
    if module == "numpy" and hasattr(kind, "item") and getattr(answer, "ndim", 1) == 0:
        value = answer.item()
        return _plain(value, 0, room) if isinstance(value, bool | int | float | str) else Foreign(kind.__name__)
    if module == "pandas" and kind.__name__ == "Timestamp":
        return answer.date()
    return Made(answer)


def unpacked(made: Made) -> Any:
    """Return the values of a pandas or NumPy object as a list, a column as a mapping, a table as a mapping of rows.

    Anything else, such as a figure, is returned as it is.

    Examples
    --------
    >>> import pandas as pd
    >>> unpacked(Made(pd.Index(["a", "b"]))), unpacked(Made(pd.Series({"a": "stated"})))
    (['a', 'b'], {'a': 'stated'})
    """
    import numpy as np
    import pandas as pd

    thing = pd.Index(made.thing) if isinstance(made.thing, pd.api.extensions.ExtensionArray) else made.thing
    if not isinstance(thing, pd.Index | pd.Series | pd.DataFrame | np.ndarray) or thing.size > LONGEST_LIST:
        return made
    if isinstance(thing, pd.DataFrame):
        # Rows or columns of one name cannot be told apart: such a table is no answer in words, as after pd.concat.
        return plain_answer(thing.to_dict(orient="index")) if thing.index.is_unique and thing.columns.is_unique else made
    if isinstance(thing, pd.Series) and not isinstance(thing.index, pd.RangeIndex):
        return plain_answer(thing.to_dict())
    return plain_answer(thing.tolist())


def is_blank(answer: Any, starters: tuple[str, ...] = ()) -> bool:
    """Say whether nothing was answered yet.

    Parameters
    ----------
    answer : object
        From `plain_answer`.
    starters : tuple of str
        What stands in the place of an answer before the learner writes.

    Examples
    --------
    >>> is_blank("..."), is_blank({"a": "", "b": None}), is_blank(0)
    (True, True, False)
    """
    if answer is None:
        return True
    if isinstance(answer, str):
        return set(answer) <= _NOTHING or answer.strip() in starters
    if isinstance(answer, Foreign | Made):
        return False
    if isinstance(answer, list):
        return all(is_blank(value, starters) for value in answer)
    if isinstance(answer, dict):
        return all(is_blank(value, starters) for value in answer.values())
    return isinstance(answer, float) and math.isnan(answer)


def describe(answer: Any, phrases: Phrases) -> str:
    """Say what kind of thing was given, in the learner's language.

    Examples
    --------
    >>> describe(["a"], Phrases("en")), describe(Foreign("module"), Phrases("en"))
    ('a list', 'something of the type “module”')
    """
    if isinstance(answer, Foreign):
        return phrases("given.uncalled") if answer.name in _UNCALLED else phrases("given.other", type=answer.name)
    if isinstance(answer, Made):
        return phrases("given.other", type=type(answer.thing).__name__)
    return phrases("given.list" if isinstance(answer, list) else f"given.{type(answer).__name__}")


def storable(answer: Any) -> Any:
    """Return an answer as JSON can hold it.

    Examples
    --------
    >>> storable(datetime.date(2024, 2, 20)), storable(Foreign("module"))
    ('2024-02-20', {'not an answer': 'module'})
    """
    if isinstance(answer, datetime.date):
        return answer.isoformat()
    if isinstance(answer, Foreign):
        return {"not an answer": answer.name}
    if isinstance(answer, Made):
        return {"not an answer": type(answer.thing).__name__}
    if isinstance(answer, float) and not math.isfinite(answer):
        return str(answer)
    if isinstance(answer, Unordered):
        return {"in no order": [storable(value) for value in answer]}
    if isinstance(answer, list):
        return [storable(value) for value in answer]
    if isinstance(answer, dict):
        return {key: storable(value) for key, value in answer.items()}
    return answer


def restored(stored: Any) -> Any:
    """Return an answer that was stored, as it was given.

    Examples
    --------
    >>> restored({"not an answer": "module"})
    Foreign(name='module')
    """
    if isinstance(stored, dict) and set(stored) == {"not an answer"}:
        return Foreign(str(stored["not an answer"]))
    if isinstance(stored, dict) and set(stored) == {"in no order"} and isinstance(stored["in no order"], list):
        return Unordered(plain_answer(stored["in no order"]))
    return plain_answer(stored)
