"""A student's server. Read by every one of them, under the student's own account."""

import os
import shutil
from pathlib import Path

from lessonlib.errors import LessonlibError
from lessonlib.workspace import lessons_in, prepare

c = get_config()  # type: ignore[name-defined]  # noqa: F821 (Jupyter gives it)
HOME = Path.home()
LESSONS = HOME / "lessons"
TEACHER = (HOME / "exports").is_dir()

# The lessons are copied on first login; what a student changed is never overwritten.
try:
    prepare(LESSONS, lessons_in(os.environ.get("LESSONLIB_LANGUAGE", "")))
except LessonlibError as error:
    print(error)
    LESSONS.mkdir(exist_ok=True)

# The list of fonts takes a second to make: it was made once for all.
fonts = HOME / ".cache" / "matplotlib"
for made in Path(__file__).parent.glob("fontlist-*.json"):
    fonts.mkdir(parents=True, exist_ok=True)
    if not (fonts / made.name).exists():
        shutil.copyfile(made, fonts / made.name)

c.ServerApp.root_dir = str(HOME if TEACHER else LESSONS)
# Sockets in a private folder instead of ports: none is ever taken, and no neighbour can knock.
c.KernelManager.transport = "ipc"

# What a lesson does not need is not loaded.
c.ServerApp.terminals_enabled = False
c.ServerApp.jpserver_extensions = {
    "jupyter_lsp": False,
    "jupyter_server_terminals": False,
    "notebook_shim": False,
    "jupyterlab": True,
}
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.news_url = ""
c.LabApp.app_settings_dir = str(Path(__file__).parent / "settings")  # else every student is asked about news
c.LabApp.extension_manager = "readonly"
