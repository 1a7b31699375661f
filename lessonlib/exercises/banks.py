"""The banks of exercises that come with the package, and the languages in which a bank has words."""

from pathlib import Path

from lessonlib.tomlfile import DATA

#: The exercises that come with the package.
BANK = DATA / "exercises"
#: A bank with one exercise of each kind, for authors to copy from.
SAMPLER = DATA / "sampler"


def languages(bank: Path = BANK) -> list[str]:
    """List the languages in which a bank has words.

    Examples
    --------
    >>> "en" in languages()
    True
    """
    return sorted(path.name for path in bank.iterdir() if path.is_dir() and any(path.glob("*.toml")))
