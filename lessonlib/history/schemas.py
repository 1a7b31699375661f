"""What each curated file holds, column by column. The rules behind the columns stand in ``lessonlib/data/history/README.md``."""

from lessonlib.history.fields import Field, Schema

EVENT_KINDS = ("event", "state", "claim", "forecast")
THEMES = (
    "origins", "war", "aid", "trade", "ideology", "balance", "sanctions", "diplomacy", "arms", "labour",
    "energy", "recognition", "opinion", "alliance", "famine", "voices",
)  # fmt: skip
CERTAINTY = ("asserted", "alleged", "denied", "predicted")
TENSION_KINDS = (
    "contradiction", "translation", "wrong_date", "anachronism", "attribution", "certainty", "footnote",
    "stale", "dateline", "wording", "silence", "broken_copy", "number", "no_error",
)  # fmt: skip
STRENGTHS = ("strong", "arguable", "slight")
CONFIDENCE = ("certain", "likely", "open")
#: From the closest to the loosest.
DEGREES = ("same_sentence", "same_information", "same_topic")
SHOWN_OUTSIDE = "shown by an outside page"
BASES = ("seen in the five texts", SHOWN_OUTSIDE, "supposed")
STATUSES = ("confirmed", "disputed", "unconfirmed")
NAME_KINDS = ("person", "place", "organisation", "weapon", "document", "event")
VOICE_KINDS = ("outlet", "agency", "institution", "government", "person")
#: What the text says itself or under a picture, and speakers whom it does not name.
NAMELESS = ("the outlet", "a caption", "analysts", "experts", "local government", "reports", "sanctions monitors")
SIGNAL_KINDS = ("attribution", "accusation", "denial", "doubt", "prediction", "cause", "limit", "time", "recognition")

_TEXT = Field()
_NEEDED = Field(required=True)
_DAY = Field("day")
_WORDS = Field("words")

EVENT = Schema(
    "event",
    {
        "id": _NEEDED,
        "kind": Field(required=True, choices=EVENT_KINDS),
        "theme": Field(required=True, choices=THEMES),
        "date": _NEEDED,
        "earliest": _DAY,
        "latest": _DAY,
        "date_reason": _TEXT,
        "place": _TEXT,
        "label": _NEEDED,
        "note": _TEXT,
    },
)
ATTESTATION = Schema(
    "attestation",
    {
        "event": _NEEDED,
        "exact": _NEEDED,
        "prefix": _TEXT,
        "suffix": _TEXT,
        "speaker": _NEEDED,
        "via": _TEXT,
        "certainty": Field(required=True, choices=CERTAINTY),
        "date": _TEXT,
        "date_reason": _TEXT,
        "reported": _TEXT,
        "text_en": _NEEDED,
        "line": _TEXT,
        "line_reason": _TEXT,
        "note": _TEXT,
    },
    key="event",
)
TENSION = Schema(
    "tension",
    {
        "id": _NEEDED,
        "kind": Field(required=True, choices=TENSION_KINDS),
        "strength": Field(required=True, choices=STRENGTHS),
        "summary": _NEEDED,
        "quotes": Field("quotes", required=True),
        "record": _TEXT,
        "record_sources": _WORDS,
        "confidence": Field(required=True, choices=CONFIDENCE),
        "question": _NEEDED,
        "sealed": Field("flag"),
    },
)
PARALLEL = Schema(
    "parallel",
    {
        "doc_a": _NEEDED,
        "exact_a": _NEEDED,
        "doc_b": _NEEDED,
        "exact_b": _NEEDED,
        "degree": Field(required=True, choices=DEGREES),
        "note": _TEXT,
    },
    key="exact_a",
)
STEP = Schema(
    "step",
    {
        "child": _NEEDED,
        "parent": _NEEDED,
        "line": _NEEDED,
        "basis": Field(required=True, choices=BASES),
        "reason": _NEEDED,
        "sources": _WORDS,
    },
    key="child",
)
CONTEXT = Schema(
    "row",
    {
        "id": _NEEDED,
        "statement": _NEEDED,
        "date": _NEEDED,
        "earliest": _DAY,
        "latest": _DAY,
        "theme": Field(required=True, choices=THEMES),
        "status": Field(required=True, choices=STATUSES),
        "sources": _WORDS,
        "note": _TEXT,
    },
)
SOURCE = Schema(
    "source",
    {
        "id": _NEEDED,
        "title": _NEEDED,
        "publisher": _NEEDED,
        "url": _NEEDED,
        "looked_up": Field("day", required=True),
        "copy": Field("flag"),
        "note": _TEXT,
    },
)
VOICE = Schema(
    "voice",
    {
        "id": _NEEDED,
        "name": _NEEDED,
        "kind": Field(required=True, choices=VOICE_KINDS),
        "owner": _NEEDED,
        "place": _NEEDED,
        "stake": _NEEDED,
        "in_texts": _WORDS,
        "as_named": _TEXT,
        "status": Field(required=True, choices=STATUSES),
        "sources": _WORDS,
        "note": _TEXT,
    },
)
NAME = Schema(
    "name",
    {
        "name": _NEEDED,
        "kind": Field(required=True, choices=NAME_KINDS),
        "variants": _WORDS,
        "ambiguous": _WORDS,
        "also": _WORDS,
        "lat": Field("number"),
        "lon": Field("number"),
        "who": _NEEDED,
        "sources": _WORDS,
        "note": _TEXT,
    },
    key="name",
)
SIGNAL = Schema(
    "signal",
    {
        "word": _NEEDED,
        "forms": Field("words", required=True),
        "not_in": _WORDS,
        "kind": Field(required=True, choices=SIGNAL_KINDS),
        "meaning": _NEEDED,
        "tells": _NEEDED,
    },
    key="word",
)
