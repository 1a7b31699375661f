"""The evidence: events, who says them in which words, where the texts disagree, and what is known from outside."""
