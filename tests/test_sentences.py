import re

import pytest
from conftest import ROOT

from lessonlib import split_sentences


def cases():
    for line in (ROOT / "tests" / "sentences.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, marked = line.partition("\t")
            marked = re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t"}.get(match[1], match[1]), marked)
            yield name, marked.replace("‖", ""), [part.strip() for part in marked.split("‖") if part.strip()]


#: Cases that we know to go wrong, so that a change is noticed either way.
KNOWN = {"fn-word", "q-cap-said?", "ell-name?", "bullet-inline?"}


@pytest.mark.parametrize(
    ("name", "text", "expected"), list(cases()), ids=lambda value: value if isinstance(value, str) and len(value) < 30 else ""
)
def test_case(name, text, expected):
    found = split_sentences(text)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert (found == expected) != (name in KNOWN), found


def test_what_follows_a_sentence_longer_than_a_window_is_cut_where_it_ends():
    endless = "tanpa akhir " * 1_500 + "selesai."
    after = ["Kalimat kedua ini pendek.", "Kalimat ketiga juga pendek."]
    assert split_sentences(" ".join([endless, *after])) == [endless, *after]
