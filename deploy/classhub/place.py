"""The folders of the class, and the Python in which it runs: readable by all, written by the superuser alone."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from classhub.accounts import find
from classhub.settings import HubError, Settings

DEPLOY = Path(__file__).resolve().parent.parent
CHECKOUT = DEPLOY.parent
#: Says from what a finished environment was made.
_STAMP = "lessonlib-made-from"
#: Whoever has no rights at all must be able to run the programs.
_NOBODY = 65534


def make_folders(settings: Settings) -> None:
    """Make the folders of the class; those that are there stay."""
    modes = {
        settings.place: 0o755,
        settings.homes: 0o711,
        settings.run: 0o711,
        settings.private.parent: 0o700,
        settings.private: 0o700,
        settings.place / "etc": 0o755,
    }
    for folder, mode in modes.items():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if folder is not settings.place:
                folder.chmod(mode)
        except OSError as error:
            raise HubError(f"{folder} cannot be made ({error.strerror}): name another 'place' in {settings.path.name}.") from error


def make_python(settings: Settings) -> Path:
    """Return the Python of the class; its environment is made if it is not there or the course has changed."""
    folder = settings.place / "venv"
    python, stamp, wanted = folder / "bin" / "python", folder / _STAMP, _fingerprint()
    if stamp.is_file() and stamp.read_text() == wanted:
        return python
    print(f"The programs are put into {folder}: this takes a few minutes, once.", flush=True)
    stamp.unlink(missing_ok=True)
    if not python.exists() and subprocess.run([find_python(), "-m", "venv", str(folder)], check=False, umask=0o022).returncode:
        shutil.rmtree(folder, ignore_errors=True)
        raise HubError("Python cannot make an environment: on Debian and Ubuntu, run apt install python3-venv.")
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for what in (["-r", str(DEPLOY / "requirements.txt")], ["--force-reinstall", "--no-deps", str(CHECKOUT)]):
        if subprocess.run([*command, *what], check=False, umask=0o022).returncode:
            raise HubError("The programs could not be installed (see above): is there a network? Then give the command again.")
    stamp.write_text(wanted)
    return python


def find_python() -> str:
    """Return a Python, 3.11 or later, that every account can run: the superuser's own may lie in a closed home."""
    tried = [str(Path(sys.executable).resolve()), *(f"/usr/bin/python3{minor}" for minor in ("", ".14", ".13", ".12", ".11"))]
    for python in tried:
        if _runs(python, "import sys, ensurepip; sys.exit(sys.version_info < (3, 11))"):
            return python
    raise HubError(
        f"No Python 3.11 or later that students could run was found among {', '.join(tried)}: install your system's python3 and python3-venv."
    )


def _runs(python: str, program: str) -> bool:
    """Whether an account without any rights can run a program."""
    try:
        done = subprocess.run(
            [python, "-I", "-c", program], check=False, capture_output=True, user=_NOBODY, group=_NOBODY, extra_groups=[], cwd="/"
        )
    except OSError:
        return False
    return done.returncode == 0


def check_python(python: Path) -> None:
    """Make sure that every account can run the programs.

    Raises
    ------
    HubError
        If one without rights cannot.
    """
    if not _runs(str(python), "import jupyterhub, jupyterlab, lessonlib"):
        raise HubError(
            f"Students could not run {python}: it, or the folders above it, are closed to them, or the programs are not all there."
        )


def put_settings(settings: Settings, python: Path) -> None:
    """Put what students' servers read where they can read it, with a list of fonts made once for all."""
    etc = settings.place / "etc"
    for name in ("jupyter_server_config.py", "seat_server.py"):
        shutil.copyfile(DEPLOY / name, etc / name)
        (etc / name).chmod(0o644)
    # JupyterLab must not ask every student whether to fetch news: a class may have no network, and no time.
    news = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}
    (etc / "settings").mkdir(mode=0o755, exist_ok=True)
    (etc / "settings" / "overrides.json").write_text(json.dumps(news))
    for path in (etc / "settings", etc / "settings" / "overrides.json"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    if not any(etc.glob("fontlist-*.json")):
        env = {**os.environ, "MPLCONFIGDIR": str(etc)}
        subprocess.run([str(python), "-c", "import matplotlib.font_manager"], check=False, env=env, umask=0o022)
    teacher = find(settings.teacher)
    if teacher is not None and not settings.exports.is_dir():
        settings.exports.mkdir(mode=0o700)
        os.chown(settings.exports, teacher.pw_uid, teacher.pw_gid)


def _fingerprint() -> str:
    """Tells one state of the course from another."""
    digest = hashlib.sha256(sys.version.encode())
    files = [DEPLOY / "requirements.txt", CHECKOUT / "requirements.txt", CHECKOUT / "pyproject.toml"]
    files += [path for room in ("lessonlib", "notebooks", "seeds") for path in (CHECKOUT / room).rglob("*") if path.is_file()]
    for path in sorted(files):
        if "__pycache__" not in path.parts and ".ipynb_checkpoints" not in path.parts:
            digest.update(str(path.relative_to(CHECKOUT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def keep_exports(settings: Settings, folder: Path) -> int:
    """Copy the exports, once more collected, to where only the superuser reads them; return how many there are."""
    from classhub.exports import collect_exports

    collect_exports(settings)
    folder.mkdir(parents=True, exist_ok=True)
    folder.parent.chmod(0o700)
    if settings.exports.is_dir():
        shutil.copytree(settings.exports, folder, symlinks=True, dirs_exist_ok=True)
    return sum(1 for path in folder.rglob("*.html") if path.name != "class.html")
