"""The words of a question as HTML and as plain text, without any control."""

from collections.abc import Sequence

from lessonlib.exercises.exercise import Exercise
from lessonlib.html import Html, bare, escape, inline, prose
from lessonlib.numberwords import say_number

#: What is listed under a question, and the phrase above it.
_GROUPS = (("options", "verbs.choices"), ("categories", "verbs.categories"))


def question_page(exercise: Exercise, listed: Sequence[str] = ("items", "columns")) -> Html:
    """Return a question as it reads on paper and where no kernel runs.

    Parameters
    ----------
    exercise : Exercise
        The exercise.
    listed : sequence of str
        What is listed under the question; a table to fill in has its own names.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> question_page(example("horses"))
    The cargo: How many horses did the train carry, by the explainer? (2 min)
    """
    phrases = exercise.phrases
    if exercise.faults:
        return Html.paragraph(phrases("ladder.unavailable", exercise=exercise.id))
    minutes = phrases("verbs.minutes", minutes=say_number(exercise.row["minutes"], language=phrases.language))
    facts = _facts(exercise, minutes)
    markup = (
        f'<section aria-label="{escape(bare(exercise.say("title")))}">'
        f'<h3 style="font-size:1.1em;margin:.4em 0">{inline(exercise.say("title"))}</h3><p style="font-size:90%;margin:0">{facts}</p>{prose(exercise.say("question"))}'
        + "".join(_list(exercise, group) for group in listed)
        + "".join(_list(exercise, group, phrases(phrase)) for group, phrase in _GROUPS)
        + "</section>"
    )
    return Html(markup, f"{bare(exercise.say('title'))}: {bare(exercise.say('question'))} ({minutes})")


def _facts(exercise: Exercise, minutes: str) -> str:
    skill, level = exercise.phrases(f"skill.{exercise.skill}"), exercise.phrases(f"level.{exercise.row['level']}")
    return escape(f"{skill} · {level} · {minutes}")


def _list(exercise: Exercise, group: str, head: str = "") -> str:
    """What is to be chosen, arranged or assigned. Without numbers: these would seem to be an order."""
    keys = exercise.row[group]
    if not keys:
        return ""
    entries = "".join(f"<li>{_named(exercise, group, key)}</li>" for key in keys)
    told = f'<p style="margin:.3em 0 0">{escape(head)}</p>' if head else ""
    return f'{told}<ul style="list-style:none;padding-left:1em;margin-top:.2em">{entries}</ul>'


def _named(exercise: Exercise, group: str, key: str) -> str:
    """The key in code, for whoever answers in a cell, and what it is called."""
    label = exercise.label(group, key)
    return f"<code>{escape(key)}</code> {inline(label)}" if label != key else f"<code>{escape(key)}</code>"


def rubric(exercise: Exercise) -> str:
    """Return the rubric of open writing as HTML.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> rubric(example("ledger"))[:30]
    '<p>How it is read:</p><dl><dt>'
    """
    told = levels(exercise, "rubric")
    return f"<p>{escape(exercise.phrases('verbs.rubric'))}</p>{told}" if told else ""


def levels(exercise: Exercise, group: str) -> str:
    """Return what an exercise has for each level of its rubric, as a list in HTML; ``""`` if it has nothing.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> levels(example("ledger"), "samples").count("<dt>"), levels(example("horses"), "samples")
    (3, '')
    """
    told = exercise.words.get(group, {})
    rows = "".join(f"<dt><b>{escape(exercise.phrases(f'rubric.{level}'))}</b></dt><dd>{inline(text)}</dd>" for level, text in told.items())
    return f"<dl>{rows}</dl>" if rows else ""
