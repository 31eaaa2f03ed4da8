"""What clients ask for over HTTP: parse, make one call, answer."""
