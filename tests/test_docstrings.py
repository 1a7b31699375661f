"""Every public function, class and method shows how it is used, and the example runs as a doctest."""

import ast
import importlib
import inspect
from pathlib import Path

import pytest

import lessonlib

PACKAGE = Path(lessonlib.__file__).parent


def without_example(path: Path) -> list[str]:
    """Name the public definitions of a module that have no example; errors explain themselves."""
    found = []

    def look(node: ast.AST, prefix: str) -> None:
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.FunctionDef | ast.ClassDef) or child.name.startswith("_"):
                continue
            if isinstance(child.body[-1], ast.Expr) and getattr(child.body[-1].value, "value", None) is ...:
                continue  # a line of a protocol, which another class fills
            if ">>>" not in (ast.get_docstring(child) or inherited(path, prefix + child.name)):
                found.append(prefix + child.name)
            if isinstance(child, ast.ClassDef):
                look(child, f"{prefix}{child.name}.")

    look(ast.parse(path.read_text(encoding="utf-8")), "")
    return found


def inherited(path: Path, name: str) -> str:
    """The words that a method without a docstring has from the class that it comes from."""
    if "." not in name or not path.is_relative_to(PACKAGE):
        return ""
    found = importlib.import_module(".".join(("lessonlib", *path.relative_to(PACKAGE).with_suffix("").parts)))
    for part in name.split("."):
        found = inspect.getattr_static(found, part)
    return inspect.getdoc(found) or ""


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_public_definitions_have_an_example(path):
    if path.name != "errors.py":
        assert without_example(path) == []


def test_a_missing_example_would_be_found(tmp_path):
    module = tmp_path / "module.py"
    module.write_text('class A:\n    """>>> 1\n    1"""\n    def b(self):\n        """Nothing shown."""\n')
    assert without_example(module) == ["A.b"]
