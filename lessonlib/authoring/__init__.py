"""For authors and teachers: the one-way build of the editions, the linter, guides and paper, validation, other languages."""
