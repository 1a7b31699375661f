"""A learner's work, kept in a file at once: what was done, several windows on it, and where it stands."""
