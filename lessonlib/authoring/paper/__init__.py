"""What a class needs on paper: the source packet, a card for whoever was absent, login slips, and a page that says what to print."""
