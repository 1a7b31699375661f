"""The rows of a curated file under a check: each fault is noted with the place of its row."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from lessonlib.history.fields import Schema
from lessonlib.history.files import evidence_file, locate, read_rows


class Rows:
    """The rows of one file, with the place of each for messages.

    Parameters
    ----------
    name : str
        The file in the folder of the evidence.
    schema : Schema
        What its rows hold.
    problems : list of str
        Where faults are noted.
    again : bool
        The file was read before: what is wrong with a row by itself is noted already.

    Examples
    --------
    >>> from lessonlib.history.schemas import EVENT
    >>> len(Rows("events.toml", EVENT, [])) > 50
    True
    """

    def __init__(self, name: str, schema: Schema, problems: list[str], again: bool = False) -> None:
        self.path: Path = evidence_file(name)
        self.schema, self.problems = schema, problems
        self.faulty: set[int] = set()
        self.rows = read_rows(self.path, schema, [] if again else problems, self.faulty)

    def __len__(self) -> int:
        return len(self.rows)

    def ids(self) -> set[str]:
        """Return what names the rows.

        Examples
        --------
        >>> from lessonlib.history.schemas import EVENT
        >>> "korean-war" in Rows("events.toml", EVENT, []).ids()
        True
        """
        return {row[self.schema.key] for row in self.rows}

    def note(self, number: int, fault: str) -> None:
        """Note a fault of a row.

        Examples
        --------
        >>> from lessonlib.history.schemas import EVENT
        >>> problems = []
        >>> Rows("events.toml", EVENT, problems).note(10_000, "its label is missing.")
        >>> problems
        ['history/events.toml, row 10001 (without a name): its label is missing.']
        """
        row = self.rows[number] if number < len(self.rows) else {}
        self.problems.append(f"{locate(self.path, self.schema, number, row)}: {fault}")

    def each(self, check: Callable[[dict[str, Any]], Iterable[str]]) -> None:
        """Note what a check finds, row by row; a row that is wrong in itself waits until it is mended.

        Examples
        --------
        >>> from lessonlib.history.schemas import EVENT
        >>> Rows("events.toml", EVENT, []).each(lambda row: [])
        """
        for number, row in enumerate(self.rows):
            for fault in () if number in self.faulty else check(row):
                self.note(number, fault)
