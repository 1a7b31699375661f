"""For authors: the one-way build of the editions."""
