"""Numbers as the language of the edition writes them: 6,430 in English, 6.430 in Indonesian."""

from __future__ import annotations

import math
from decimal import Decimal
from numbers import Integral

from lessonlib.language import locale_name
from lessonlib.locales import write_number

#: What a number of the evidence is exact to, at the most.
_DIGITS = 6
#: No more digits stand after the decimal sign.
_DEEPEST = 12


def say_number(value: float, places: int | None = None, language: str = "") -> str:
    """Return a number with the separators of a language.

    Parameters
    ----------
    value : float
        A whole number is written in full, any other with six digits at most.
    places : int, optional
        So many digits after the decimal sign, no more and no fewer.
    language : str
        Without it, that of the edition.

    Returns
    -------
    str
        The number; what is none, such as an endless one, as Python writes it.

    Examples
    --------
    >>> say_number(6430, language="en"), say_number(6430, language="id")
    ('6,430', '6.430')
    >>> say_number(1437.25, language="id"), say_number(39, 2, "id"), say_number(0.1 + 0.2, language="en")
    ('1.437,25', '39,00', '0.3')
    """
    if not math.isfinite(value):
        return f"{value:g}"
    if places is not None:
        exact, most = Decimal(f"{value:.{places}f}"), places
    elif isinstance(value, Integral):
        exact, most = Decimal(int(value)), 0
    else:
        exact, most = Decimal(f"{value:.{_DIGITS}g}"), _DEEPEST
    return write_number(exact, most, places is not None, locale_name(language))
