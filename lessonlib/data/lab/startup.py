"""What a kernel of the course runs first, so that an error says what to do even where no cell was run: it is given as PYTHONSTARTUP."""

try:
    from lessonlib.slips import tell_slips
except ImportError:  # another Python's kernel
    pass
else:
    tell_slips()
    del tell_slips
