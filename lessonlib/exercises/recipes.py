"""Tables that a question asks for, made from the tables of the course by a short recipe."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from lessonlib.errors import DataError, no_such
from lessonlib.exercises.tables import TABLES, table
from lessonlib.language import by_language

FIELDS = ("table", "among", "where", "column", "contains", "count", "cross")


def recipe_faults(recipe: Mapping[str, Any]) -> Iterable[str]:
    """Say what is wrong with a recipe.

    Examples
    --------
    >>> list(recipe_faults({"table": "document"}))
    ["make: there is no table 'document' (is it 'documents'?); the tables are documents, paragraphs, sentences, spans, references, events, attestations, tensions, parallels, context, signals, names."]
    """
    for name in recipe:
        if name not in FIELDS:
            yield f"make: {no_such('field', name, FIELDS)}."
    if recipe.get("table") not in TABLES:
        yield f"make: {no_such('table', recipe.get('table'), TABLES)}."
        return
    try:
        if not cook(recipe):
            yield "make: the table that it asks for is empty."
    except (DataError, KeyError, ValueError, TypeError, SyntaxError, NameError, AttributeError) as error:
        yield f"make: it cannot be made ({type(error).__name__}: {error})."


def rows(recipe: Mapping[str, Any]) -> pd.DataFrame:
    """Return the rows that a recipe keeps.

    Parameters
    ----------
    recipe : mapping
        ``table``; ``among`` names the rows that the question is about, and
        ``where`` those that are kept of them (both as in
        `pandas.DataFrame.query`); ``column`` with ``contains`` keeps rows whose
        text holds these words, in any case.

    Examples
    --------
    >>> rows({"table": "documents", "where": "byline == ''"}).index.tolist()
    ['sindonews-listicle', 'unsigned-analysis', 'footnoted-commentary']
    """
    kept = table(recipe["table"])
    for name in ("among", "where"):
        if name in recipe:
            kept = kept.query(recipe[name])
    if "contains" in recipe:
        kept = kept[kept[recipe["column"]].str.contains(recipe["contains"], case=False, regex=False)]
    return kept


def cook(recipe: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a recipe makes, as labels and values.

    Parameters
    ----------
    recipe : mapping
        As for `rows`; then ``count`` (a column whose values are counted),
        ``cross`` (two columns, counted against each other), ``column`` (its
        value for each row), or none of these: the labels of the rows.

    Returns
    -------
    dict
        Label to number or text; for ``cross`` labels are ``row/column``.

    Examples
    --------
    >>> cook({"table": "documents", "count": "outlet_basis"})
    {'printed': 3, 'inferred': 2}
    >>> cook({"table": "documents", "where": "outlet_basis == 'inferred'"})
    {'unsigned-analysis': '', 'footnoted-commentary': ''}
    """
    return dict(_cooked(json.dumps(recipe, sort_keys=True)))


@by_language
def _cooked(written: str) -> dict[str, Any]:
    recipe = json.loads(written)
    kept = rows(recipe)
    if "count" in recipe:
        return {str(label): int(count) for label, count in kept[recipe["count"]].value_counts().items()}
    if "cross" in recipe:
        first, second = recipe["cross"]
        crossed = pd.crosstab(kept[first], kept[second])
        return {f"{row}/{column}": int(value) for row, values in crossed.iterrows() for column, value in values.items()}
    if "column" in recipe and "contains" not in recipe:
        return {str(label): str(value) for label, value in kept[recipe["column"]].items()}
    return {str(label): "" for label in kept.index}
