"""Without a browser the browser tests skip with one sentence; in CI they fail."""

import os
import re
import subprocess
import sys

from conftest import ROOT


def browser_tests(**environment):
    env = {name: value for name, value in os.environ.items() if name != "CI"} | environment
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_browser.py"]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)


def test_at_home():
    done = browser_tests(LESSONLIB_CHROMIUM="no-such-browser")
    assert done.returncode == 0
    assert "There is no Chromium: install Debian's package chromium, or name the program in LESSONLIB_CHROMIUM." in done.stdout
    assert re.search(r"^\d+ skipped in", done.stdout, re.MULTILINE)


def test_in_ci():
    done = browser_tests(LESSONLIB_CHROMIUM="no-such-browser", CI="true")
    assert done.returncode == 1 and re.search(r"^\d+ errors in", done.stdout, re.MULTILINE)
