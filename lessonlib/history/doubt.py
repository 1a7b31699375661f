"""Doubt in dates: the signs of EDTF for about, uncertain, both, a digit unknown, an end left open."""

_SIGNS = ("~", "?", "%", "X", "..")


def is_doubtful(edtf: str) -> bool:
    """Say whether a date in EDTF is approximate, uncertain or open.

    Examples
    --------
    >>> is_doubtful("2023-09~"), is_doubtful("2022/.."), is_doubtful("2022-07")
    (True, True, False)
    """
    return any(sign in edtf for sign in _SIGNS)
