"""The hub of one class on one computer. Started by hub.py, which says in LESSONLIB_CLASS where class.toml stands."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from classhub.accounts import PAM  # noqa: E402 (the folder of this file is no package)
from classhub.settings import read_settings  # noqa: E402 (the same)
from classhub.spawner import SeatSpawner  # noqa: E402 (the same)

from lessonlib.lab import STARTUP  # noqa: E402 (after the path that the lines above set)
from lessonlib.language import FIRST  # noqa: E402 (after the path that the lines above set)
from lessonlib.words import words  # noqa: E402 (after the path that the lines above set)

settings = read_settings(Path(os.environ["LESSONLIB_CLASS"]))
private, bin_folder = settings.private, Path(sys.executable).parent
c = get_config()  # type: ignore[name-defined]  # noqa: F821 (JupyterHub gives it)

# The hub: who may enter, and what it keeps to itself.
c.JupyterHub.bind_url = f"{'https' if settings.certificate else 'http'}://{settings.address}:{settings.port}"
c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key = settings.certificate, settings.key
c.JupyterHub.hub_ip = "127.0.0.1"
c.JupyterHub.hub_port = settings.inner_ports[0]
c.JupyterHub.db_url = f"sqlite:///{private}/hub.sqlite"
c.JupyterHub.cookie_secret_file = str(private / "cookie_secret")
c.JupyterHub.authenticator_class = "pam"
c.PAMAuthenticator.service = PAM.name
c.PAMAuthenticator.executor_threads = 8
c.Authenticator.allowed_users = set(settings.everyone)
c.Authenticator.admin_users = {settings.teacher}
c.Authenticator.delete_invalid_users = True
c.JupyterHub.template_paths = [str(HERE / "pages")]
c.JupyterHub.template_vars = {"words": dict(words("hub", settings.language or FIRST))}
c.JupyterHub.cleanup_servers = True
c.JupyterHub.cookie_max_age_days = 1

# The proxy: one program, which pip brings; it calls nobody.
c.JupyterHub.proxy_class = "traefik_file"
c.TraefikProxy.traefik_api_url = f"http://127.0.0.1:{settings.inner_ports[1]}"
c.TraefikProxy.static_config_file = str(private / "traefik.toml")
c.TraefikFileProviderProxy.dynamic_config_file = str(private / "routes.toml")
c.TraefikProxy.extra_static_config = {"global": {"checkNewVersion": False, "sendAnonymousUsage": False}}

# The students' servers: each under its own account, a few at a time, with time to start.
c.JupyterHub.spawner_class = SeatSpawner
c.SeatSpawner.at_once = settings.at_once
c.SeatSpawner.memory = settings.memory
c.SeatSpawner.largest_file = settings.largest_file
c.SeatSpawner.run_folder = str(settings.run)
c.SeatSpawner.waiting_words = words("hub", settings.language or FIRST)["before_you"]
c.Spawner.cmd = [sys.executable, str(settings.place / "etc" / "seat_server.py")]
c.Spawner.default_url = "/lab"
c.Spawner.disable_user_config = True
c.Spawner.env_keep = ["LANG", "LC_ALL"]
c.Spawner.environment = {
    "PATH": f"{bin_folder}:/usr/bin:/bin",
    "JUPYTER_CONFIG_PATH": str(settings.place / "etc"),
    "JUPYTER_PREFER_ENV_PATH": "1",
    "PYTHONSTARTUP": str(STARTUP),  # an error says what to do, also where no cell of a lesson was run yet
    "LESSONLIB_LANGUAGE": settings.language,
    "OPENBLAS_NUM_THREADS": "1",  # a lesson multiplies no matrices, and each thread costs memory
    "MALLOC_ARENA_MAX": "2",
}
# All may ask at once: the spawner makes them queue. The hub itself would send away whoever is one too many.
c.JupyterHub.concurrent_spawn_limit = len(settings.everyone) + 5
c.JupyterHub.active_server_limit = len(settings.everyone) + 5
c.Spawner.start_timeout = 600
c.Spawner.http_timeout = 120
c.Spawner.consecutive_failure_limit = 0

# What runs beside: one that stops servers which nobody uses, and one that fetches exports.
culler = [sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={60 * settings.idle_minutes}"]
c.JupyterHub.services = [
    {"name": "idle-culler", "command": culler},
    {"name": "warmer", "api_token": os.environ["LESSONLIB_TOKEN"]},  # hub.py itself, which starts servers before the class comes
    {"name": "exports", "command": [sys.executable, str(HERE / "hub.py"), "collect", "--class", str(settings.path), "--every", "60"]},
]
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "services": ["idle-culler"],
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
    },
    {"name": "warmer", "services": ["warmer"], "scopes": ["servers"]},
]
