"""Does somebody in danger speak here? Reads one message; no clock, no network, no chance."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tutoring.safety.kinds import Kind
from tutoring.safety.reading import read
from tutoring.safety.rulebook import Group, Indexed, rulebook
from tutoring.safety.signs import Match, Names, Sign
from tutoring.safety.vocabulary import Known, Vocabulary, spoken_in

# What denies a sign may stand so many words after it: il ne me frappe pas; er schlägt mich nie.
_DENIED_AFTER: Final = {"fr": 1, "": 1, "de": 2}
_LINKS: Final = frozenset(
    "et and y und e mais but pero aber mas ma parce because porque weil quand when cuando".split()
)
# Frames that reach no further than their clause.
_ENDS_AT_A_LINK: Final = frozenset("FICTION LANGUAGE HISTORY NEWS DREAM LONG_AGO".split())
_SPOKEN_OF: Final = frozenset({"FICTION", "LANGUAGE", "NEWS"})


@dataclass(frozen=True, slots=True)
class Alarm:
    """A message of somebody in danger, or who puts somebody in danger."""

    kind: Kind  # the most pressing
    others: tuple[Kind, ...] = ()
    of_another: bool = False  # somebody else is in danger, not who writes
    language: str = ""  # ISO 639-1, in which most of it is written; empty if unclear
    minor: bool = False  # an age under 18 is given
    signs: tuple[str, ...] = ()  # what was recognised, for tests and curators


def alarm_in(text: str) -> Alarm | None:
    """Return the alarm that a message gives; None for one without danger.

    Takes under a millisecond for a line, and time in proportion to the length for more.
    """
    reading = _Reading(text)
    found = list(reading.dangers())
    if not found:
        return None
    kinds = sorted(reading.kinds(found), key=list(Kind).index)
    of_first = [group for _, group in found if group.kind == kinds[0]] or [found[0][1]]
    return Alarm(
        kind=kinds[0],
        others=tuple(kinds[1:]),
        of_another=all(group.of_another for group in of_first),
        language=reading.language,
        minor="MINOR" in reading.names.everywhere,
        signs=tuple(dict.fromkeys(sign.text for sign, _ in found)),
    )


def frames_of(text: str) -> frozenset[str]:
    """Return the names of what a message is about; see `signs/frames.yaml`."""
    return rulebook().frame_names & _Reading(text).names.everywhere


class _Reading:
    """A message, with the names that stand at each of its words."""

    def __init__(self, text: str) -> None:
        book = rulebook()
        self.words = list(book.vocabulary.expanded(read(text)))
        known = [book.vocabulary.known(word.text, word.written) for word in self.words]
        spoken = spoken_in(known)
        self.language = max(spoken, key=lambda code: spoken[code], default="")
        self.sentences = [word.sentence for word in self.words]
        places = [_names(word, spoken) for word in known]
        self._add_phrases(places, [word.text for word in known], spoken, book.vocabulary)
        self._add_frames(places, book.frames)
        self._set_idioms_aside(places, book.idioms)
        self.names = Names(places, self.sentences)

    def dangers(self) -> Iterator[tuple[Sign, Group]]:
        """Yield the signs that stand, each with its group."""
        for match, sign, group in rulebook().dangers.found_in(self.names):
            if not (
                self._is_about(match, group)
                or (not group.counts_denied and self._is_denied(match))
                or self._is_quoted(match)
            ):
                yield sign, group

    def kinds(self, found: Sequence[tuple[Sign, Group]]) -> set[Kind]:
        """Return the kinds of what was found; abuse where a partner is named may be by that one."""
        kinds = {group.kind for _, group in found}
        by_partner = "PARTNER" in self.names.everywhere and "MINOR" not in self.names.everywhere
        return kinds | {Kind.PARTNER_VIOLENCE} if Kind.ABUSE in kinds and by_partner else kinds

    def _add_phrases(
        self,
        places: list[dict[str, int]],
        texts: Sequence[str],
        spoken: Counter[str],
        vocabulary: Vocabulary,
    ) -> None:
        for place in range(len(texts)):
            for length, tag in vocabulary.phrases_at(texts, place):
                if self.sentences[place] == self.sentences[place + length - 1]:
                    places[place][tag.name] = max(length, places[place].get(tag.name, 0))

    def _add_frames(self, places: list[dict[str, int]], frames: Indexed[str]) -> None:
        for match, _, name in list(frames.found_in(Names(places, self.sentences))):
            places[match.start].setdefault(name, match.end - match.start)

    def _set_idioms_aside(self, places: list[dict[str, int]], idioms: Indexed[None]) -> None:
        """Forget the words of idioms; what a frame says of the sentence stays."""
        frames = rulebook().frame_names
        for match, _, _ in list(idioms.found_in(Names(places, self.sentences))):
            for place in range(match.start, match.end):
                places[place] = {n: long for n, long in places[place].items() if n in frames}

    def _is_about(self, match: Match, group: Group) -> bool:
        """Whether the sentence is about a film, a game... where the group says so."""
        if not group.unless_anywhere.isdisjoint(self.names.everywhere):
            return True
        lasting = group.unless - _ENDS_AT_A_LINK
        if next(self.names.near(lasting, match.start, match.end), None) is not None:
            return True
        passing = group.unless & _ENDS_AT_A_LINK
        return any(
            not self._is_linked(place, match)
            for place in self.names.near(passing, match.start, match.end)
        )

    def _is_linked(self, place: int, match: Match) -> bool:
        """Whether another clause begins between a place and the sign: I saw a film and he hit me."""
        between = self.words[place + 1 : match.start] or self.words[match.end : place]
        return any(word.text in _LINKS for word in between)

    def _is_denied(self, match: Match) -> bool:
        """Whether a « pas » belongs to the sign that is no part of it: il ne me frappe pas."""
        sentence = self.sentences[match.start]
        end = min(match.end + _DENIED_AFTER.get(self.language, 0), len(self.words))
        places = self.names.places
        if match.start and "NOT_BEFORE" in places[match.start - 1]:
            return self.sentences[match.start - 1] == sentence
        for place in range(match.start, end):
            if place in match.covered or "NOT" not in places[place]:
                continue
            if self.sentences[place] == sentence and not self._is_parted(place, match.end):
                return True
        return False

    def _is_parted(self, place: int, end: int) -> bool:
        """Whether the « pas » there belongs to an earlier verb: ne m'aide pas et me frappe."""
        near = range(max(0, place - 2), min(place + 3, len(self.words)))
        if any(not {"STOPS", "ONLY"}.isdisjoint(self.names.places[p]) for p in near):
            return True
        first, last = sorted((place, end - 1))
        between = self.words[first + 1 : last + 1]
        return any(word.parted or word.text in _LINKS for word in between)

    def _is_quoted(self, match: Match) -> bool:
        """Whether it is only quoted: from a song, to ask what it means; not what was done to one."""
        if not all(word.quoted for word in self.words[match.start : match.end]):
            return False
        sentence = self.sentences[match.start]
        outside = [
            names
            for word, names in zip(self.words, self.names.places, strict=True)
            if not word.quoted and word.sentence == sentence
        ]
        told = any("ME" in names or "MY" in names for names in outside)
        everything = all(word.quoted for word in self.words)
        return not _SPOKEN_OF.isdisjoint(self.names.everywhere) or not (told or everything)


def _names(word: Known, spoken: Counter[str]) -> dict[str, int]:
    """Return the names of a word in the languages in which it may be meant here."""
    meant = word.languages.intersection(spoken) or word.languages
    return {tag.name: 1 for tag in word.tags if not tag.language or tag.language in meant}
