"""Finding words: by the word, without its accents, by an inflected form, or by what it means."""

import re
from typing import Final

from django.db.models import F, Q, QuerySet

from vocabulary.languages import gloss_key, search_key
from vocabulary.models import Word, WordForm, WordQuerySet

# People look for "la gare" and "se lever"; entries stand without the first word.
_LEAD: Final = re.compile(r"^(?:(?:le|la|les|un|une|des|du|se) |[lds]')")


def matching(words: WordQuerySet, text: str) -> WordQuerySet:
    """Return the words that `text` begins, is an inflected form of, or translates.

    Glosses are compared by whole words: "eat" finds "to eat", not "weather".
    """
    key = search_key(text)
    if not key:
        return words
    found = Q(search_key__startswith=key) | Q(pk__in=_with_form(key))
    if (bare := _LEAD.sub("", key)) != key:
        found |= Q(search_key=bare)
    if phrase := gloss_key(text):
        found |= Q(gloss_key__contains=phrase)
    return words.filter(found)


def words_of_form(form: str, *, language: str) -> list[Word]:
    """Return the live words that a form in a text may belong to, most frequent first.

    Accents decide where they can: "pêche" is not "péché". A form with an elided word before it
    ("l'eau") is looked up whole, then without it.
    """
    for part in _parts(form):
        key = search_key(part)
        near = list(WordForm.objects.filter(search_key=key).values_list("word_id", "form"))
        words = Word.objects.live().in_language(language).by_rank()
        found = list(words.filter(Q(search_key=key) | Q(pk__in={pk for pk, _ in near})))
        if found:
            exact = {pk for pk, spelling in near if _are_same(spelling, part)}
            return [w for w in found if w.pk in exact or _are_same(w.lemma, part)] or found
    return []


def count_lookup(words: list[Word]) -> None:
    """Count for the curators which words are looked up; by whom is not kept."""
    Word.objects.filter(pk__in=[word.pk for word in words]).update(lookups=F("lookups") + 1)


def _parts(form: str) -> list[str]:
    form = " ".join(form.replace("’", "'").split())
    _, apostrophe, rest = form.partition("'")
    return [form, rest] if apostrophe and rest else [form]


def _with_form(key: str) -> QuerySet[WordForm, int]:
    return WordForm.objects.filter(search_key=key).values_list("word_id", flat=True)


def _are_same(spelling: str, form: str) -> bool:
    return spelling.replace("’", "'").casefold() == form.casefold()
