"""Without a browser the browser tests skip with one sentence; in CI they fail."""

import os
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
    assert "3 skipped" in done.stdout


def test_in_ci():
    done = browser_tests(LESSONLIB_CHROMIUM="no-such-browser", CI="true")
    assert done.returncode == 1 and "3 errors" in done.stdout
