"""What of a text must be translated, and what is wrong with its translations."""

from lessonlib.corpus.load import load_corpus, seed_pages
from lessonlib.corpus.translations import fingerprint, read_translations

#: Parts of a page besides its sentences that must be translated: kinds of span, then rules.
_TRANSLATED_KINDS = ("title", "heading", "caption")
_TRANSLATED_RULES = ("link-line", "headline-list", "page-navigation")


def translation_faults(doc_id: str) -> list[str]:
    """Say which parts of a text have no translation, an old one, or one that belongs to nothing.

    Examples
    --------
    >>> translation_faults("antara-explainer")
    []
    """
    where = f"translations/en/{doc_id}.toml"
    known = read_translations(doc_id)
    if not known.sentences and not known.places:
        return [f"{where} is missing or empty: restore the file."]
    sentences = load_corpus().sentences
    wanted = {f"sentence.{name}": text for name, text in sentences.text[sentences.doc_id == doc_id].items()}
    wanted |= {f"place.{start}": text for start, text in translated_places(doc_id).items()}
    rows = {f"sentence.{name}": row for name, row in known.sentences.items()} | {
        f"place.{start}": row for start, row in known.places.items()
    }
    stray = {row.sha: name for name, row in rows.items() if name not in wanted}
    problems = []
    for name, text in wanted.items():
        row, sha = rows.get(name), fingerprint(text)
        if row is None and sha in stray:
            problems.append(f"{where}: [{stray.pop(sha)}] translates [{name}], by its sha: correct the name of the row.")
        elif row is None:
            problems.append(f'{where}: [{name}] has no translation (sha "{sha}"): “{text[:60]}”.')
        elif row.sha != sha:
            problems.append(f'{where}: [{name}] was translated from other words; look at it again and set sha to "{sha}".')
    for name in stray.values():
        table, place = name.split(".", 1)
        what = f"there is no sentence {place}" if table == "sentence" else f"no title, heading, caption or headline starts at {place}"
        problems.append(f"{where}: {what}: correct the name of the row, or take it away.")
    return problems


def translated_places(doc_id: str) -> dict[int, str]:
    """Return the parts of a page besides its sentences that are translated, by offset; what stands twice only once.

    Examples
    --------
    >>> translated_places("unsigned-analysis")[0][:26]
    'Melihat Lebih Dalam Dampak'
    """
    found: dict[int, str] = {}
    for span in seed_pages()[doc_id].span_list:
        text = span.text.strip()
        if (span.kind in _TRANSLATED_KINDS or span.rule in _TRANSLATED_RULES) and text not in found.values():
            found[span.start + span.text.index(text)] = text
    return found
