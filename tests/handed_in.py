"""The pages that a learner exports and signs, and the page that a teacher gets of a class."""

import os
from unittest import mock

import lessonlib
from lessonlib.exercises.handing_in.classpage import write_class
from lessonlib.exercises.handing_in.collect import read_pages

_QUOTED = "I count 4 witnesses, because “kata Shoigu seperti dikutip kantor berita Interfax” shows that ANTARA did not hear it."
_CUT = "I cut at 2022, because “bulan lalu” <img src=https://example.org/x.png> says so, in two texts. "


def hand_in(folder):
    """Work a little, hand in, sign and collect; return the pages."""
    with mock.patch.dict(os.environ, {"LESSONLIB_WORK": str(folder / "work")}):
        first, last = lessonlib.open_lesson("01"), lessonlib.open_lesson("07")
        first.q("clue-in-the-list").check("Hari Ke-792")
        first.q("neither").check(["kompas-feature"])
        first.q("torn-page").hint()
        first.q("ledger").check(_QUOTED)
        last.q("cuts").check(_CUT * 4)
        pages = [lesson.export(name="A3", folder=folder / "in").html for lesson in (first, last)]
        pages.append(last.my_history(name="A3", folder=folder / "signed").html)
    write_class(*read_pages(folder / "in"), folder / "class")
    return [*pages, folder / "class" / "class.html"]
