"""What one message of the learner is worth; pure, but for how it is told and kept."""
