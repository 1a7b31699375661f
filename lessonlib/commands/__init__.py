"""The commands of ``lessonlib``: the module of each holds its arguments, its help, and what it prints.

A room that takes long to load is imported when its command runs, so that ``--help`` answers at once.
"""

import argparse
from typing import TypeAlias

#: That to which each command adds itself.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
