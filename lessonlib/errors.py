"""The errors that a person may meet. Each message is one sentence: what is wrong, where, what to do."""


class LessonlibError(Exception):
    """Base of all errors that lessonlib raises on purpose."""


class PageError(LessonlibError):
    """A file cannot be read as the text of a page."""


class ManifestError(LessonlibError):
    """``manifest.toml`` does not fit the folder in which it stands."""


class BuildError(LessonlibError):
    """A lesson source cannot be built into a notebook."""


class UnknownNameError(LessonlibError, LookupError):
    """A name that a table or a lesson does not have; the message lists those it has."""


class WorkspaceError(LessonlibError):
    """The folder of lessons cannot be made or used."""
