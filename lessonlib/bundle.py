"""What travels with the code: seeds and notebooks, beside the package in a checkout and inside it in a wheel; scripts and style sheets beside their modules."""

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


def read_beside(module: str, name: str) -> str:
    """Read a script or a style sheet that lies beside the module that sends it to the browser.

    Parameters
    ----------
    module : str
        Its ``__file__``.
    name : str
        Of the file, such as ``"keys.js"``.

    Returns
    -------
    str
        What it holds.

    Raises
    ------
    LessonlibError
        If it is not there.

    Examples
    --------
    >>> read_beside(f"{PACKAGE}/keys.py", "keys.css")[:19]
    '/* A form is a grid'
    """
    try:
        return Path(module).with_name(name).read_text(encoding="utf-8")
    except OSError as error:
        raise LessonlibError(f"The file {name!r} is missing from this installation of lessonlib: install the package again.") from error
