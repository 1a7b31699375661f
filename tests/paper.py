"""A page of ours as it is printed on another paper."""


def on_paper(page, paper):
    """Return a page that asks for A4 as one that asks for another paper; it is a fault if it does not ask."""
    assert "size: A4" in page
    return page.replace("size: A4", f"size: {paper}")
