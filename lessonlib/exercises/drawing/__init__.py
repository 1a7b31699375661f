"""How exercises look: the static page of a question, and the form to answer it. Only this room needs ipywidgets."""
