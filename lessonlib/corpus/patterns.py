"""Patterns that are compiled when a page first needs them: most pages need few, and compiling is what starting costs."""

import re
from typing import Any, cast


class _Later:
    """Stands for a pattern until one of its methods is called."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        # Asked once for each method: then it stands in the object itself and costs what that of a pattern costs.
        method = getattr(re.compile(self._pattern, self._flags), name)
        setattr(self, name, method)
        return method


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled when it is first used.

    Parameters
    ----------
    pattern : str
        A regular expression.
    flags : int
        As for `re.compile`.

    Returns
    -------
    re.Pattern
        It may be used as one; a faulty expression shows only then.

    Examples
    --------
    >>> later("[a-z]+").fullmatch("kata")[0]
    'kata'
    """
    return cast("re.Pattern[str]", _Later(pattern, flags))
