# /// script
# requires-python = ">=3.11"
# dependencies = ["shapely>=2.0"]
# ///
"""Make the outlines of the land for the course's map, once, from Natural Earth by way of the npm package world-atlas.

The result is committed (lessonlib/data/map/land.geojson), so that nobody needs this to run the course. To make it anew:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    uv run tools/make_outlines.py package          # or: pip install shapely, then python tools/make_outlines.py package

Only the shape of the land is taken, never a border. One feature, one line of the file, is one piece of land in one window.
"""

import argparse
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shapely import Polygon, box, make_valid, unary_union
from shapely.geometry.base import BaseGeometry

MAP = Path(__file__).resolve().parent.parent / "lessonlib" / "data" / "map"


def decode(topology: dict[str, Any]) -> list[BaseGeometry]:
    """Return the polygons of a TopoJSON file: arcs are whole-number steps, shared between shapes, read backwards where negative."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def ring(numbers: list[int]) -> list[tuple[float, float]]:
        parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
        return [point for place, part in enumerate(parts) for point in part[place > 0 :]]

    shapes = [shape for land in topology["objects"]["land"]["geometries"] for shape in land["arcs"]]
    return [make_valid(Polygon(ring(outer), [ring(hole) for hole in holes])) for outer, *holes in shapes]


def pieces(shapes: list[BaseGeometry], window: dict[str, Any]) -> Iterator[Polygon]:
    """Cut the land to a window, a little larger than shown so that the cut is never seen, and simplify it."""
    west, east, south, north = window["box"]
    margin = window["margin"]
    frame = box(west - margin, south - margin, east + margin, north + margin)
    land = unary_union([shape.intersection(frame) for shape in shapes if shape.intersects(frame)]).simplify(window["tolerance"])
    parts = [part for part in getattr(land, "geoms", [land]) if isinstance(part, Polygon) and part.area > window["tolerance"] ** 2]
    return iter(sorted(parts, key=lambda part: -part.area))


def line(part: Polygon, name: str, digits: int) -> str:
    """Write a piece of land on one line."""
    rings = [[[round(x, digits), round(y, digits)] for x, y in ring.coords] for ring in (part.exterior, *part.interiors)]
    feature = {"type": "Feature", "properties": {"window": name}, "geometry": {"type": "Polygon", "coordinates": rings}}
    return json.dumps(feature, separators=(",", ":"))


def main() -> None:
    """Read the unpacked npm package, write the outlines."""
    parser = argparse.ArgumentParser(description="Make lessonlib/data/map/land.geojson from the npm package world-atlas 2.0.2.")
    parser.add_argument("package", type=Path, help="the folder that holds land-50m.json and land-10m.json")
    package = parser.parse_args().package
    windows = tomllib.loads((MAP / "windows.toml").read_text(encoding="utf-8"))["windows"]
    lines = []
    for name, window in windows.items():
        shapes = decode(json.loads((package / window["source"]).read_text(encoding="utf-8")))
        lines += [line(part, name, window["digits"]) for part in pieces(shapes, window)]
    path = MAP / "land.geojson"
    path.write_text('{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n", encoding="utf-8")
    print(f"{path.name}: {len(lines)} pieces of land, {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
