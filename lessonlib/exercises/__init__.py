"""Exercises: kinds of question and their verdicts. Checking is pure Python."""
