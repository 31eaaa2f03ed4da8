"""Targets follow a word that was joined to another."""

from sessions.models import Target
from vocabulary.models import Word


def move_targets(*, duplicate: Word, survivor: Word) -> list[int]:
    """Let targets point to `survivor`, but where a message has both; return their ids."""
    both = Target.objects.filter(word=survivor).values("message")
    targets = Target.objects.filter(word=duplicate).exclude(message__in=both)
    moved = list(targets.values_list("pk", flat=True))
    Target.objects.filter(pk__in=moved).update(word=survivor)
    return moved


def put_targets_back(moved: list[int], *, duplicate: Word, survivor: Word) -> None:
    Target.objects.filter(pk__in=moved, word=survivor).update(word=duplicate)
