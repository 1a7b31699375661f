"""The day of a record, as the learner's own clock and language have it."""

import datetime

from lessonlib.language import is_known
from lessonlib.locales import write_day


def local_day(at: str, language: str = "en") -> str:
    """Return the local day of a time.

    Parameters
    ----------
    at : str
        ISO 8601, as work files hold it; without a zone it is UTC.
    language : str
        That of the name of the month.

    Returns
    -------
    str
        Such as ``22 November 2026``; ``""`` if this is no time.

    Examples
    --------
    >>> local_day("2026-11-22T12:00:00+00:00"), local_day("yesterday")
    ('22 November 2026', '')
    """
    try:
        moment = datetime.datetime.fromisoformat(at)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
        day = moment.astimezone().date()
    except (ValueError, OverflowError, OSError):  # the file may hold anything, the years 1 and 9999 among it
        return ""
    try:
        return write_day(day, language) if is_known(language) else day.isoformat()
    except ValueError:  # Babel has a file for it, but it is no name of a language
        return day.isoformat()
