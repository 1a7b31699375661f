"""The parts of the parallel reader: sentences, marks, notes, rows, the static twin, and what a student keeps."""
