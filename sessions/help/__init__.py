"""Help inside a turn: a hint, a translation, simpler words, replies to choose from."""
