"""Sockets and event streams: who opens them, what they say, what they are sent."""
