"""What a cell of code uses of Python, by names that the course file uses too."""

import ast
from collections.abc import Iterator

#: The names that hold: calls on them are the furniture of every lesson.
FURNITURE = ("lessonlib", "lesson")
_SYNTAX: dict[type[ast.AST], str] = {
    ast.Assign: "assign", ast.AugAssign: "assign", ast.AnnAssign: "assign", ast.Attribute: "attribute", ast.List: "list", ast.Tuple: "tuple",
    ast.Dict: "dict", ast.Set: "set", ast.For: "for", ast.While: "while", ast.If: "if", ast.IfExp: "if", ast.FunctionDef: "def",
    ast.Lambda: "lambda", ast.ClassDef: "class", ast.With: "with", ast.Try: "try", ast.Raise: "raise", ast.Assert: "assert", ast.Delete: "del",
    ast.ListComp: "comprehension", ast.SetComp: "comprehension", ast.DictComp: "comprehension", ast.GeneratorExp: "comprehension",
    ast.JoinedStr: "f-string", ast.BoolOp: "and, or", ast.Compare: "compare", ast.BinOp: "arithmetic", ast.Slice: "slice", ast.Starred: "star",
    ast.NamedExpr: "walrus", ast.Global: "global", ast.Await: "await", ast.Yield: "yield", ast.keyword: "keyword",
}  # fmt: skip
_UNARY: dict[type[ast.unaryop], str] = {ast.Not: "not", ast.Invert: "~", ast.USub: "number"}


def constructs(source: str) -> set[str]:
    """Return what a cell uses.

    Raises
    ------
    SyntaxError
        If it is not Python.

    Examples
    --------
    >>> sorted(constructs('df[df.speaker == "TASS"].speaker.value_counts()'))
    ['.value_counts', 'attribute', 'call', 'mask', 'string']
    >>> sorted(constructs("lesson.q('ledger').show()"))
    ['attribute', 'call', 'string']
    >>> sorted(constructs("for x in corpus.documents: print(x)"))
    ['attribute', 'call', 'for', 'print']
    """
    tree = ast.parse(source)
    masked = {node for mask in ast.walk(tree) if isinstance(mask, ast.Subscript) and _is_mask(mask.slice) for node in ast.walk(mask.slice)}
    return {name for node in ast.walk(tree) for name in _names(node, node in masked)}


def _is_mask(index: ast.expr) -> bool:
    return any(isinstance(node, ast.Compare) for node in ast.walk(index))


def _names(node: ast.AST, masked: bool) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from ("import" if found.name in FURNITURE else f"import {found.name}" for found in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield "import" if (node.module or "").split(".")[0] in FURNITURE else f"import {node.module}"
    elif isinstance(node, ast.Subscript):
        yield from ("mask",) if _is_mask(node.slice) else ("column",) if not isinstance(node.slice, ast.Slice) else ()
    elif isinstance(node, ast.Constant):
        yield from {str: ("string",), int: ("number",), float: ("number",)}.get(type(node.value), ())
    elif isinstance(node, ast.UnaryOp):
        yield _UNARY.get(type(node.op), "arithmetic")
    elif isinstance(node, ast.Call):
        yield from _call(node)
    elif type(node) in _SYNTAX and not (masked and isinstance(node, ast.Compare)):
        yield _SYNTAX[type(node)]


def _call(node: ast.Call) -> Iterator[str]:
    yield "call"
    parts: list[str] = []
    target: ast.expr = node.func
    while isinstance(target, ast.Attribute | ast.Call | ast.Subscript):
        parts += [target.attr] if isinstance(target, ast.Attribute) else []
        target = target.func if isinstance(target, ast.Call) else target.value
    root = target.id if isinstance(target, ast.Name) else ""
    if isinstance(node.func, ast.Name):
        yield root
    elif root not in FURNITURE and parts:
        # The accessors .str, .dt and .plot belong to the name of a method.
        yield "." + (f"{parts[1]}.{parts[0]}" if len(parts) > 1 and parts[1] in ("str", "dt", "plot") else parts[0])
