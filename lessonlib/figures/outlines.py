"""The land and the windows of the map, from files that `tools/make_outlines.py` and hands have made."""

from __future__ import annotations

import json
import math
from functools import cache
from typing import Any, NamedTuple

from lessonlib.errors import DataError
from lessonlib.tomlfile import DATA, read_toml, short_name

MAP = DATA / "map"
#: The large window; the others are boxes inside it.
MAIN = "northeast_asia"
_KM_A_DEGREE = 111.2


class Window(NamedTuple):
    """A part of the world that is drawn.

    Attributes
    ----------
    name : str
        As in ``windows.toml``.
    west, east, south, north : float
        Its edges in degrees.
    scale_km : int
        The length of its scale bar.
    inset : tuple of float or None
        Its place on the large map as shares: left, bottom, width, height; None for the large map.

    Examples
    --------
    >>> windows()["border"].holds(42.26, 130.28)
    True
    """

    name: str
    west: float
    east: float
    south: float
    north: float
    scale_km: int
    inset: tuple[float, float, float, float] | None = None

    @property
    def aspect(self) -> float:
        """How much longer a degree of latitude is drawn than one of longitude, so that shapes are right in the middle.

        Examples
        --------
        >>> round(windows()["northeast_asia"].aspect, 2)
        1.41
        """
        return 1 / math.cos(math.radians((self.south + self.north) / 2))

    def holds(self, lat: float, lon: float) -> bool:
        """Say whether a point lies in it.

        Examples
        --------
        >>> windows()["northeast_asia"].holds(55.75, 37.62)
        False
        """
        return self.south <= lat <= self.north and self.west <= lon <= self.east

    def degrees(self, km: float) -> float:
        """Return the degrees of longitude that a distance spans in the middle of it.

        Examples
        --------
        >>> round(windows()["northeast_asia"].degrees(500), 1)
        6.4
        """
        return km / _KM_A_DEGREE * self.aspect


@cache
def windows() -> dict[str, Window]:
    """Return the windows of the map by name, the large one first.

    Examples
    --------
    >>> list(windows())
    ['northeast_asia', 'west', 'border']
    """
    found = {}
    for name, row in read_toml(MAP / "windows.toml")["windows"].items():
        west, east, south, north = row["box"]
        found[name] = Window(name, west, east, south, north, row["scale_km"], tuple(row["inset"]) if "inset" in row else None)
    return found


@cache
def land() -> dict[str, list[list[list[float]]]]:
    """Return the outlines of the land by window, each a list of points ``[lon, lat]``.

    Raises
    ------
    DataError
        If the file is missing or damaged.

    Examples
    --------
    >>> len(land()["northeast_asia"]) > 10
    True
    """
    path = MAP / "land.geojson"
    try:
        features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
        rings: dict[str, list[list[list[float]]]] = {name: [] for name in windows()}
        for feature in features:
            rings[feature["properties"]["window"]] += feature["geometry"]["coordinates"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{short_name(path)} cannot be read as outlines ({error}): restore the file.") from error
    return rings


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the kilometres between two points along the shortest way.

    Examples
    --------
    >>> round(distance(55.75, 37.62, 39.03, 125.75), -2)
    6400.0
    """
    a, b, step = math.radians(lat), math.radians(other_lat), math.radians(other_lon - lon)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(step / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))
