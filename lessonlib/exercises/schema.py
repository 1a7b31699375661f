"""What the files of the bank hold, and what an author may get wrong in them."""

from collections.abc import Iterable, Mapping
from typing import Any

from lessonlib.errors import no_such
from lessonlib.exercises.exercise import LEVELS, SKILLS, Exercise
from lessonlib.history.fields import Field, Schema

KIND_NAMES = (
    "choice", "several", "text", "number", "date", "order", "match", "classify", "matrix", "quote", "table", "figure", "open",
)  # fmt: skip

EXERCISE = Schema(
    "exercise",
    {
        "id": Field(required=True),
        "kind": Field(required=True, choices=KIND_NAMES),
        "skill": Field(required=True, choices=SKILLS),
        "level": Field(required=True, choices=LEVELS),
        "minutes": Field("number", required=True),
        "recorded": Field("flag"),
        "private": Field("flag"),
        "pair": Field(),
        "options": Field("words"),
        "items": Field("words"),
        "columns": Field("words"),
        "categories": Field("words"),
        "accept": Field("list"),
        "either": Field("words"),
        "key": Field("table"),
        "precision": Field(choices=("day", "month", "year", "decade")),
        "count": Field("number"),
        "words": Field("table"),
        "needs": Field("words"),
        "least": Field("number"),
        "make": Field("table"),
        "plot": Field(choices=("bar", "barh", "line", "scatter")),
        "excerpt": Field("words"),
        "evidence": Field("words"),
        "proof": Field("table"),
        "reasoned": Field(),
        "misconception": Field("list"),
    },
    beside=("plan",),
)
PLAN = Schema("plan", {"step": Field(required=True), "minutes": Field("number", required=True)}, key="step", beside=("exercise",))
#: What the words of an exercise may hold: text, a list of text, or a table of text.
WORDS: Mapping[str, type] = {
    "title": str, "question": str, "starter": str, "starters": list, "hints": list, "right": str, "wrong": str, "recorded": str, "teacher": str,
    "options": dict, "items": dict, "columns": dict, "categories": dict, "because": dict, "misconceptions": dict, "accept": list, "answers": dict,
    "rubric": dict, "samples": dict, "pairs_with": str, "reasoned": str,
}  # fmt: skip
LESSON_WORDS: Mapping[str, type] = {
    "title": str, "question": str, "outcomes": str, "print": str, "skip": str, "groups": str, "care": list, "expect": list,
    "discussion": list,
}  # fmt: skip


def common_faults(exercise: Exercise) -> Iterable[str]:
    """Say what every kind of exercise needs and this one lacks.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> list(common_faults(example()))
    []
    """
    words = exercise.words
    if not words:
        yield f"it has no words: write [exercise.{exercise.id}] in the words file."
        return
    needed = ("title", "question") if exercise.recorded else ("title", "question", "right", "wrong", "hints")
    if missing := [name for name in needed if not words.get(name) or not str(words[name]).strip()]:
        yield f"{', '.join(missing)} {'is' if len(missing) == 1 and missing != ['hints'] else 'are'} missing in its words: write {'it' if len(missing) == 1 else 'them'}."
    if not exercise.recorded and not exercise.row["evidence"] and not exercise.row["proof"]:
        yield "evidence is missing: name the event, attestation, tension or sentence that proves the key."
    if exercise.row["minutes"] <= 0:
        yield f"minutes is {exercise.row['minutes']}; it must be more than 0."
    for group in ("options", "items", "columns", "categories"):
        yield from _label_faults(exercise, group)
    yield from _misconception_faults(exercise)


def _label_faults(exercise: Exercise, group: str) -> Iterable[str]:
    wanted, found = set(exercise.row[group]), set(exercise.words.get(group, {}))
    # The texts have names of their own; everything else needs words.
    if group != "columns" and (missing := sorted(wanted - found)):
        yield f"{group}: {', '.join(missing)} {'has' if len(missing) == 1 else 'have'} no words."
    if stray := sorted(found - wanted):
        yield f"{group}: the words speak of {', '.join(stray)}, which the structure does not have."


def _misconception_faults(exercise: Exercise) -> Iterable[str]:
    for row in exercise.row["misconception"]:
        if not isinstance(row, dict) or set(row) - {"id", "answers", "evidence"} or not isinstance(row.get("id"), str):
            yield "write each misconception as a table with id, answers and evidence."
            return
    told = exercise.words.get("misconceptions", {})
    known = [found.id for found in exercise.misconceptions]
    for found in exercise.misconceptions:
        if found.id not in told:
            yield f"the misconception {found.id!r} has no words."
        if not found.answers:
            yield f"the misconception {found.id!r} has no answers that betray it."
    for name in told:
        if name not in known:
            yield f"the words speak of a misconception {name!r}, which the structure does not have."


def word_faults(words: Any, known: Mapping[str, type], where: str) -> list[str]:
    """Say what is wrong with the words of an exercise or a lesson.

    Examples
    --------
    >>> word_faults({"titel": "Who?"}, LESSON_WORDS, "exercises/en/01.toml, [lesson]")
    ["exercises/en/01.toml, [lesson]: there is no field 'titel' (is it 'title'?); the fields are title, question, outcomes, print, skip, groups, care, expect, discussion."]
    """
    if not isinstance(words, dict):
        return [f"{where} must be a table."]
    faults = []
    for name, value in words.items():
        if name not in known:
            faults.append(f"{where}: {no_such('field', name, known)}.")
        elif not isinstance(value, known[name]) or not all(isinstance(part, str) for part in _parts(value)):
            called = "text in quotation marks" if known[name] is str else "a list of text" if known[name] is list else "a table of text"
            faults.append(f"{where}: {name} must be {called}, not {value!r}.")
    return faults


def _parts(value: Any) -> Iterable[Any]:
    """The texts in a value; the answers of a misconception are lists in a table."""
    if isinstance(value, dict):
        return [part for inner in value.values() for part in (inner if isinstance(inner, list) else [inner])]
    return value if isinstance(value, list) else [value]
