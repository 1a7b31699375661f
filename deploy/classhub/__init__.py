"""A class on one computer: accounts, passwords, homes, exports, and the hub that serves them."""
