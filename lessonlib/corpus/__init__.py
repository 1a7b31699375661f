"""Text → labelled spans → paragraphs → sentences → tables. Knows nothing of history."""
