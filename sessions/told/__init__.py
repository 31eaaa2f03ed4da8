"""What everybody in a session is told: the shapes, the frames, and who hears them."""
