"""What the tutor is told of a session, and which words its next message is about."""
