"""A student's server, without what costs every start a second and serves no lesson."""

import sys

# jsonschema would build a grammar of international web addresses (1 of 2 seconds of processor time); without it, it skips that check.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # None: it cannot be imported

from jupyterhub.singleuser import main  # noqa: E402 (only now: the line above must come first)

if __name__ == "__main__":
    main()
