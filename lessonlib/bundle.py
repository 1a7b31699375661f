"""Where the seeds and the notebooks stand: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

from lessonlib.errors import LessonlibError

PACKAGE = Path(__file__).resolve().parent


def find_folder(name: str, package: Path = PACKAGE) -> Path:
    """Find a folder that travels with the package.

    The checkout beside the package comes first: in an editable install the
    bundle may be a stale copy of it.

    Parameters
    ----------
    name : str
        ``"seeds"`` or ``"notebooks"``.
    package : Path
        The folder of the package.

    Returns
    -------
    Path
        The folder, which exists.

    Raises
    ------
    LessonlibError
        If it stands in neither place.

    Examples
    --------
    >>> (find_folder("seeds") / "manifest.toml").is_file()
    True
    """
    checkout = package.parent / name
    # Another project's "notebooks" may lie beside an installed package: only a checkout has this file.
    if (package.parent / "pyproject.toml").is_file() and checkout.is_dir():
        return checkout
    bundled = package / "bundle" / name
    if bundled.is_dir():
        return bundled
    raise LessonlibError(f"The folder {name!r} is missing from this installation of lessonlib: install the package again.")
