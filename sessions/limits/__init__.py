"""How much may be asked for: frames, sockets and turns of a client, tokens of a model."""
