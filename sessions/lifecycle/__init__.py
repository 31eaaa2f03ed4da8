"""A session begins, is greeted, pauses, ends, and is forgotten."""
