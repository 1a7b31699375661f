"""What each of the five texts says about one thing: its words, who speaks, how sure, which date; or why it says nothing."""

from __future__ import annotations

from typing import Any

from lessonlib.datewords import say_date
from lessonlib.exercises.passages import outlets
from lessonlib.history.doubt import is_doubtful
from lessonlib.html import escape, scrolling
from lessonlib.overlay import called
from lessonlib.widgets.lookups import documents, event_row, said, text_row
from lessonlib.words import words

#: How a cell of a table looks: words begin at the top left, and never touch those of the next.
CELL = "padding:.25em .8em .25em 0;border-top:1px solid var(--jp-border-color2,#bbb);text-align:left;vertical-align:top;white-space:normal;overflow-wrap:break-word"


def boxed(markup: str, name: str) -> str:
    """Return wide HTML in a box that scrolls sideways where there is no room, by keyboard too.

    Examples
    --------
    >>> boxed("<table></table>", "Words")[:53]
    '<div role="region" tabindex="0" data-lm-suppress-shor'
    """
    return f"{scrolling(name, 'overflow-x:auto;contain:inline-size')}{markup}</div>"


def say_when(event: dict[str, Any]) -> str:
    """Return the date of an event in words; what happened once did so within its bounds.

    Examples
    --------
    >>> say_when({"date": "2022/2023-06-14", "kind": "event"})
    'some time in 2022 to 14 June 2023'
    """
    return say_date(event["date"], within=event["kind"] == "event")


def torn_copies() -> str:
    """Name the texts whose copies break off.

    Examples
    --------
    >>> torn_copies()
    'kompas-feature and unsigned-analysis'
    """
    found = documents()
    return str(words("viewers")["silence"]["and"]).join(found.index[found["complete"] == "truncated"])


def reminder() -> str:
    """Say which copies are broken, and what that means for silence.

    Examples
    --------
    >>> reminder()[:55]
    'kompas-feature and unsigned-analysis are broken copies:'
    """
    return str(words("viewers")["silence"]["reminder"]).format(copies=torn_copies())


def why_silent(event_id: str, doc_id: str) -> str:
    """Say why a text has no words for an event: silent, torn, or written too early.

    Only an event can be too late for a text: a judgement is dated by the text that makes it.

    Examples
    --------
    >>> why_silent("korean-war", "unsigned-analysis")[:27]
    'Torn: we cannot know. Our c'
    >>> why_silent("gift-of-a-car", "sindonews-listicle")
    'Too early: the text was published 14 June 2023, before this.'
    """
    event, page = event_row(event_id), text_row(doc_id)
    reason = {"yes": "silent", "truncated": "torn"}.get(page["complete"], "unknown")
    printed = page["published"].rstrip("~?%")
    if event["kind"] == "event" and printed and event["earliest"] and event["earliest"].isoformat()[: len(printed)] > printed:
        doubtful = is_doubtful(page["published"]) or is_doubtful(event["date"])
        reason = {"torn": "torn_perhaps_early"}.get(reason, "perhaps_early") if doubtful else "early"
    return str(words("viewers")["silence"][reason]).format(published=say_date(page["published"]))


def say_speaker(speaker: str, via: str = "") -> str:
    """Say who speaks, and who passes it on.

    Examples
    --------
    >>> say_speaker("Artyom Lukin", "38 North")
    'Artyom Lukin, passed on by 38 North'
    """
    say = words("viewers")["sayings"]
    name = str(say.get(speaker) or called(speaker))
    return str(say["via"]).format(speaker=name, via=called(via)) if via else name


def say_count(event_id: str, descent: bool = False) -> str:
    """Say how many texts speak of an event and, if asked, how many lines of descent they have.

    Examples
    --------
    >>> say_count("korean-war")
    '3 of 5 texts speak of it.'
    """
    say, event = words("viewers")["sayings"], event_row(event_id)
    parts = [say["n_sources_one" if event["n_sources"] == 1 else "n_sources"].format(count=event["n_sources"])]
    if descent:
        parts.append(say["n_independent_one" if event["n_independent"] == 1 else "n_independent"].format(count=event["n_independent"]))
    return " ".join(parts)


def summary(event_id: str, descent: bool = False) -> str:
    """Say what an event is, when, and how many texts speak of it, as HTML.

    Examples
    --------
    >>> "1950 to 1953" in summary("korean-war")
    True
    """
    say, event = words("viewers")["sayings"], event_row(event_id)
    reason = f"<br>{escape(say['date_reason'].format(reason=event['date_reason']))}" if event["date_reason"] else ""
    kind = words("viewers")["kind"][event["kind"]]
    return (
        f"<p><strong>{escape(event['label'])}</strong> ({escape(kind)}). {escape(say_count(event_id, descent))}<br>"
        f"{escape(say['date'].format(date=say_when(event)))}{reason}</p>"
    )


def sayings_table(event_id: str, descent: bool = False, spoken_only: bool = False) -> str:
    """Return what each text says about an event as a table.

    Parameters
    ----------
    event_id : str
        The event.
    descent : bool
        Whether the line of descent of each saying is shown.
    spoken_only : bool
        Whether texts without words for it are left out.

    Examples
    --------
    >>> sayings_table("korean-war").count("<tr>")
    6
    """
    say = words("viewers")["sayings"]
    rows = []
    for doc_id in documents().index:
        own = said().get((event_id, doc_id), [])
        if not own and not spoken_only:
            rows.append(
                f'<tr>{_text_cell(doc_id, 1)}<td colspan="4" style="{CELL}"><i>{escape(why_silent(event_id, doc_id))}</i></td></tr>'
            )
        for place, row in enumerate(own):
            rows.append(f"<tr>{'' if place else _text_cell(doc_id, len(own))}{_saying(row, descent)}</tr>")
    head = "".join(f'<th scope="col" style="{CELL}">{escape(name)}</th>' for name in say["columns"])
    caption = escape(say["caption"].format(label=event_row(event_id)["label"]))
    listed = (
        f'<table style="width:100%"><caption style="text-align:left">{caption}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )
    return boxed(listed, say["caption"].format(label=event_row(event_id)["label"]))


def _text_cell(doc_id: str, rows: int) -> str:
    say, page = words("viewers")["sayings"], text_row(doc_id)
    when = say["published"].format(date=say_date(page["published"])) if page["published"] else say["published_unknown"]
    span = f' rowspan="{rows}"' if rows > 1 else ""
    outlet = f"{escape(outlets()[doc_id])}<br>" if page["outlet"] else ""
    return (
        f'<th scope="row"{span} style="{CELL};width:9.5em">{escape(doc_id)}<br>'
        f'<span style="font-weight:normal;font-size:90%">{outlet}{escape(when)}</span></th>'
    )


def _saying(row: dict[Any, Any], descent: bool) -> str:
    say = words("viewers")["sayings"]
    dates = [say_date(row["date"]) if row["date"] else say["no_date"]]
    if row["reported"]:
        dates.append(say["spoken"].format(date=say_date(row["reported"])))
    speaker = [say_speaker(row["speaker"], row["via"])]
    if descent and row["line"]:
        speaker.append(say["line"].format(line=row["line"]))
    place = f'<br><code style="font-size:80%">{escape(row["sentence_id"])}</code>' if row["sentence_id"] else ""
    quoted = f'<span lang="id">{escape(row["exact"])}</span><br><span style="font-size:95%">{escape(say["english"])}: “<span lang="en">{escape(row["text_en"])}</span>”</span>{place}'
    return (
        f'<td style="{CELL};min-width:13em">{quoted}</td><td style="{CELL}">{"<br>".join(map(escape, speaker))}</td>'
        f'<td style="{CELL};min-width:5.5em">{say_certainty(row["certainty"])}</td><td style="{CELL}">{"<br>".join(map(escape, dates))}</td>'
    )


def say_certainty(certainty: str) -> str:
    """Return a certainty as HTML: its sign, which is not read aloud, and its words.

    Examples
    --------
    >>> say_certainty("denied")
    '<span aria-hidden="true">⊘</span> denied'
    """
    say = words("viewers")
    return f'<span aria-hidden="true">{say["signs"][certainty]}</span> {escape(say["certainty"][certainty])}'
