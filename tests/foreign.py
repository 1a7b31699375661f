"""An edition in a language that nobody speaks: every string in ⟦brackets⟧, so that a forgotten one is seen."""

import json
import os
import re
import shutil
import subprocess
import sys

from conftest import ROOT

import lessonlib
from lessonlib.authoring.firstwords import all_called, noted
from lessonlib.corpus.rules import catalogue
from lessonlib.history.outside import SERIES
from lessonlib.overlay import BY_TEXT, CALLED, PROSE, TRANSLATIONS
from lessonlib.tomlfile import read_toml

LANGUAGE = "xx"
OPEN, CLOSE = "⟦", "⟧"


def wrapped(text):
    """A string of a words file, its fields left outside the brackets; what is nothing but fields or signs stays."""
    parts = re.split(r"((?<!\{)\{[a-z_]+(?::[^{}]*)?\}(?!\}))", text)
    return "".join(f"{OPEN}{part}{CLOSE}" if re.search(r"[A-Za-z]", part) and not part.startswith("{") else part for part in parts)


def turned(value):
    """Every string in a table of words."""
    if isinstance(value, str):
        return wrapped(value)
    if isinstance(value, dict):
        # Of who counted the trade, the pages and the side are for the code.
        return {name: turned(part) for name, part in value.items() if name != "side" and not (name == "pages" and isinstance(part, list))}
    return [turned(part) for part in value] if isinstance(value, list) else value


def as_toml(table, path=()):
    """Enough TOML for words: tables of text, of numbers, of lists and of tables."""
    lines = [
        f"{json.dumps(name)} = {json.dumps(value, ensure_ascii=False)}" for name, value in table.items() if not isinstance(value, dict)
    ]
    if path and lines:
        lines.insert(0, f"[{'.'.join(json.dumps(part) for part in path)}]")
    for name, value in table.items():
        if isinstance(value, dict):
            lines += [as_toml(value, (*path, name))]
    return "\n".join(lines)


def turned_lesson(source):
    """A lesson source in that language: prose and header wrapped; ids, tags, code, HTML, links and references as they are."""
    front, rest = source.split("+++", 1)
    parts = re.split(r"(^```.*?^```$)", "+++" + rest, flags=re.DOTALL | re.MULTILINE)
    return front + "".join(part if part.startswith("```") else "\n".join(map(_turned_line, part.split("\n"))) for part in parts)


def _turned_line(line):
    if line.startswith("+++") or not line.strip() or re.fullmatch(r"[|\s-]*", line):
        return line
    if row := re.fullmatch(r"\| \*\*(.*?)\*\* \| (.*) \|", line):
        return f"| **{wrapped(row[1])}** | {_turned_row(*row.groups())} |"
    if line.startswith("|"):
        return "|".join(wrapped(cell) if cell.strip() else cell for cell in line.split("|"))
    if line.startswith("<"):
        return _turned_html(line)
    line = line.replace("**From outside.**", f"**{wrapped('From outside')}.**")
    mark, prose, end = re.fullmatch(r"((?:#+ |> (?:\*\*⟦From outside⟧\.\*\*)?|\* )?(?:<[^>]*>)*)(.*?)((?:</[^>]*>)*)", line).groups()
    # A question stays one: its mark closes the line.
    asked = "?" if prose.endswith("?") else ""
    return f"{mark}{wrapped(prose.removesuffix(asked))}{asked}{end}"


def _turned_html(line):
    """Text between tags; what is marked as Indonesian stays."""
    parts, foreign = re.split(r"(<[^>]*>)", line), ""
    for place, part in enumerate(parts):
        if place % 2:
            tag = re.match(r"</?(\w+)", part)[1]
            foreign = tag if 'lang="id"' in part else "" if part == f"</{foreign}>" else foreign
        elif not foreign:
            parts[place] = "".join(
                wrapped(text) if number % 2 == 0 else text for number, text in enumerate(re.split(r"(\[\[.*?\]\])", part))
            )
    return "".join(parts)


def _turned_row(label, value):
    if label == "Minutes":
        return re.sub(r"core|going further", lambda found: wrapped(found[0]), value)
    return ", ".join(map(wrapped, value.split(", "))) if label == "Skills" else wrapped(value)


def write_words(data, language=LANGUAGE):
    """Put the words of the language into a folder such as lessonlib/data.

    What was said in a language is remembered by its name: files that turn its words in ways of their own name it apart.
    """
    for path in sorted((data / "words" / "en").rglob("*.toml")):
        table = turned(read_toml(path))
        if path.name == "authoring.toml":
            # Of the words by which rules read sentences, the language has those that count pieces of the course.
            table["lint"] = {name: read_toml(path)["lint"][name] for name in ("counted", "joined")}
        _write(data / "words" / language / path.name, table)
    for name, table in overlays().items():
        _write(data / "words" / language / f"{name}.toml", table)
    course = {row["number"]: {"python": wrapped(row["python"])} for row in read_toml(data / "course.toml")["lesson"]}
    _write(data / "words" / language / "course.toml", course)
    for path in (data / "exercises" / "en").glob("*.toml"):
        structure = data / "exercises" / path.name
        _write(
            data / "exercises" / language / path.name,
            _turned_exercises(read_toml(path), read_toml(structure) if structure.is_file() else {}),
        )


def _write(path, table):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_toml(table), encoding="utf-8")


def overlays():
    """All prose of the curated tables, by the file in which its translation stands."""
    tables = {
        "documents": lessonlib.load_corpus().documents,
        "history/events": lessonlib.load_events(),
        "history/attestations": lessonlib.load_attestations(),
        "history/tensions": lessonlib.load_tensions(),
        "history/context": lessonlib.load_context(),
        "history/sources": lessonlib.load_sources(),
        "history/voices": lessonlib.load_voices(),
        "history/names": lessonlib.load_names(),
        "history/signals": lessonlib.load_signals(),
        "rules": {name: {"why": rule.why} for name, rule in catalogue().by_name.items()},
        "history/phases": {name: phase._asdict() for name, phase in lessonlib.PHASES.items()},
        TRANSLATIONS: {name: translation._asdict() for name, translation in noted().items()},
    }
    found = {}
    for name, table in tables.items():
        rows = table.to_dict("index") if hasattr(table, "to_dict") else table
        own = {row: {field: whole(words[field]) for field in PROSE[name] if words.get(field)} for row, words in rows.items()}
        found[name] = {row: words for row, words in own.items() if words}
    found["history/parallels"] = _by_text(lessonlib.load_parallels(), "history/parallels")
    found["history/descent"] = _by_text(lessonlib.load_family(), "history/descent")
    found["history/series"] = {name: _by_text(lessonlib.load_series(name), "history/series") for name in SERIES}
    found[CALLED] = {name: whole(name) for name in sorted(all_called())}
    return found


def whole(text):
    """Prose that is not filled in: braces are braces."""
    return f"{OPEN}{text}{CLOSE}"


def _by_text(table, name):
    return {text: whole(text) for field in BY_TEXT[name] if field in table for text in table[field] if text}


def _turned_exercises(table, structure):
    """What is accepted as an answer stays."""
    other = turned(table)
    for name, exercise in table.get("exercise", {}).items():
        other["exercise"][name] |= {field: exercise[field] for field in ("accept", "answers") if field in exercise}
    for row in structure.get("exercise", []):
        if row.get("reasoned"):
            other["exercise"][row["id"]]["reasoned"] = whole(row["reasoned"])
    return other


def write_pages(data, language):
    """The teacher's pages; lines that call something from elsewhere stay as they are."""
    (data / "teaching" / language).mkdir(parents=True, exist_ok=True)
    for path in (ROOT / "lessonlib" / "data" / "teaching" / "en").glob("*.md"):
        _, head, rest = path.read_text(encoding="utf-8").split("---\n", 2)
        lines = [line if "{{" in line or line == "- - -" else _turned_line(line) for line in rest.split("\n")]
        (data / "teaching" / language / path.name).write_text(f"---\n{head}---\n" + "\n".join(lines), encoding="utf-8")


def make_checkout(folder, lessons):
    """A copy of the course with some lessons, in English and in the foreign language; not yet built."""
    shutil.copytree(ROOT / "lessonlib", folder / "lessonlib", ignore=shutil.ignore_patterns("__pycache__", "bundle"))
    (folder / "seeds").symlink_to(ROOT / "seeds")
    shutil.copy(ROOT / "pyproject.toml", folder)
    write_words(folder / "lessonlib" / "data")
    write_pages(folder / "lessonlib" / "data", LANGUAGE)
    sources = folder / "notebooks" / "src"
    (sources / LANGUAGE).mkdir(parents=True)
    shutil.copy(ROOT / "notebooks" / "lessonlib.toml", folder / "notebooks")
    for name in lessons:
        text = (ROOT / "notebooks" / "src" / name).read_text(encoding="utf-8")
        (sources / name).write_text(text, encoding="utf-8")
        (sources / LANGUAGE / name).write_text(turned_lesson(text), encoding="utf-8")
    return folder


def run(folder, *arguments):
    """A command of the copied course: with its own package and its own words."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "LESSONLIB_WORK": "memory"}
    command = [sys.executable, "-m", "lessonlib.cli", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
