"""What came of it all: a learner's figures, the summary of a session, achievements."""
