"""What is known of a language without Babel is what Babel says, and no lesson loads Babel for it."""

import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from lessonlib.locales import conventions, write_day, write_number

DAYS = [date(2023, month, month + 10) for month in range(1, 13)] + [date(1949, 3, 5), date(987, 1, 1)]
NUMBERS = [Decimal(text) for text in ("0", "-0", "-0.4", "2.5", "999", "1000", "-1234567.5", "1E+7", "1E-13", "0.125", "46285.2", "39")]


@pytest.mark.parametrize("language", conventions())
def test_names_and_signs_are_those_of_babel(language):
    known, babel = conventions()[language], Locale(language)
    for names, width in ((known.months, "wide"), (known.months_brief, "abbreviated")):
        assert dict(enumerate(names, 1)) == dict(babel.months["format"][width])
    for names, width in ((known.days, "wide"), (known.days_brief, "abbreviated")):
        assert dict(enumerate(names)) == dict(babel.days["format"][width])
    assert (known.decimal, known.group) == (babel.number_symbols["latn"]["decimal"], babel.number_symbols["latn"]["group"])


@pytest.mark.parametrize("language", [*conventions(), "fr"])
@pytest.mark.parametrize(("pattern", "kept"), [("d MMMM y", {}), ("MMM y", {"with_day": False, "brief": True})])
def test_days_are_written_as_babel_writes_them(language, pattern, kept):
    assert [write_day(day, language, **kept) for day in DAYS] == [format_date(day, pattern, locale=language) for day in DAYS]


@pytest.mark.parametrize("language", [*conventions(), "fr"])
@pytest.mark.parametrize(("pattern", "places", "fixed"), [("#,##0", 0, False), ("#,##0.00", 2, True), ("#,##0.############", 12, False)])
def test_numbers_are_written_as_babel_writes_them(language, pattern, places, fixed):
    assert [write_number(number, places, fixed, language) for number in NUMBERS] == [
        format_decimal(number, pattern, locale=language) for number in NUMBERS
    ]


def test_a_lesson_does_without_babel():
    """Babel takes 5 MiB of a kernel."""
    code = (
        "import sys, lessonlib; lessonlib.open_lesson('03'); lessonlib.load_events(); lessonlib.figures.places(); "
        "lessonlib.widgets.timeline('cooling').markup(); sys.exit('babel' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
