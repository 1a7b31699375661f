"""Keys pressed in a widget belong to the widget.

JupyterLab reads plain keys pressed in a drop-down list or a button as commands
for the cell around it: "r" turns the cell into raw text, "d d" deletes it, the
arrow keys go to another cell. An invisible widget inside ours keeps such keys
from JupyterLab; keys with Ctrl, Alt or Command still reach it. It also lets
long labels break and stand in a column, shows where the keyboard is, gives the
controls of a question its name and its words, and says what is new in the place
of results, or beside it, to who hears the page.

What is said is laid as one piece of text into one live region, the voice of the
widget, and taken out again. The place of results itself is not live: of several
elements that come at once, Orca said the evidence first, the verdict last, and
words in bold twice. Tables are to be walked through, and not read out as news,
nor is what is folded, or what a widget shows before anybody works in it. Of a passage in two
languages the English is said, for a voice of one language reads the other badly.
A button waits until the kernel has all letters of its form: ipywidgets sends a
press at once, and letters only when the kernel has answered those before; and a
press right behind the last letters was seen to be read before them. Where no
answer comes for long, all letters are sent anew, and the press waits for theirs;
however often it is pressed meanwhile, it is one press. What is
written while the kernel is dead, or just before, the tab of the browser keeps
until the lesson is run again; what was saved elsewhere since is not written over.
A widget whose kernel was started anew says so, and what to do; ipywidgets would only
draw a broken chain beside each of its parts.

The notebook in which it stands is marked as a lesson: its links have a line
under them, and where the keyboard is can be seen on links and folded parts too.
What the browser does stands in keys.js, what it shows in keys.css.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anywidget
import ipywidgets
import traitlets

from lessonlib.bundle import read_beside
from lessonlib.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class _KeyGuard(anywidget.AnyWidget):
    _esm = read_beside(__file__, "keys.js")
    _css = read_beside(__file__, "keys.css")
    name = traitlets.Unicode().tag(sync=True)
    place = traitlets.Unicode().tag(sync=True)
    about = traitlets.Unicode().tag(sync=True)
    answer = traitlets.Unicode().tag(sync=True)
    lost = traitlets.Unicode().tag(sync=True)
    fields = traitlets.List(traitlets.Instance(ipywidgets.Widget)).tag(sync=True, **ipywidgets.widget_serialization)


def keep_keys(
    children: Sequence[ipywidgets.Widget],
    name: str = "",
    fields: Sequence[ipywidgets.Widget] = (),
    place: str = "",
    about: str = "",
    answer: str = "",
    meet: Callable[[list[Any], bool], object] | None = None,
) -> ipywidgets.VBox:
    """Stack widgets in a box that keeps plain keys from JupyterLab.

    Parameters
    ----------
    children : sequence of ipywidgets.Widget
        From top to bottom.
    name : str
        What a screen reader calls all of them together.
    fields : sequence of ipywidgets.Widget
        For what is written in these, buttons wait.
    place : str
        Under this name the tab of the browser remembers what stands in the
        fields until the kernel has kept it: a kernel that has died keeps nothing.
    about : str
        What they are for, told after the name to who hears the page.
    answer : str
        What choices of which one is taken are called together.
    meet : callable, optional
        Is called when what the tab remembers is not what the kernel brought,
        with the state of each field that gave way, and whether that was the kernel's.

    Returns
    -------
    ipywidgets.VBox
        The children and the guard, which shows nothing.

    Examples
    --------
    >>> len(keep_keys([ipywidgets.Text()]).children)
    2
    """
    guard = _KeyGuard(name=name, fields=list(fields), place=place, about=about, answer=answer, lost=words("slips")["lost"])
    if meet:
        guard.on_msg(lambda _, told, __: meet(told["other"], told["laid"]))
    box = ipywidgets.VBox([*children, guard])
    box.add_class("lessonlib-widget")
    return box
