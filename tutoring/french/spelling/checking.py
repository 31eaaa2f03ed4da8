"""Words that are spelled wrong, accents first.

What may be a name or another language is left alone, and so is what has no good proposal: a learner
forgives silence, not a wrong correction.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import marisa_trie

from tutoring.brief import Finding
from tutoring.french.grammar.sentence import Sentence, Word, sentences
from tutoring.french.spelling.overregular import meant_forms
from tutoring.french.spelling.proposals import Proposal, everyday_frequency, forms_of, proposals
from tutoring.french.words.elision import VOWELS
from tutoring.french.words.lexicon import DATA, lexicon
from vocabulary.languages import search_key

_CLEAR_LEAD: Final = 0.6
_LEAST_SCORE: Final = -1.4  # a rare word, and far from what was written
# A known word this rare is taken for a usual one that lacks its accents (tres, apres).
_UNUSUAL, _MUCH_MORE_USUAL, _MORE_USUAL = 0.6, 100, 10
# Common words in which an apostrophe or a space is forgotten.
_TAKEN_APART: Final = {
    "aujourdhui": "aujourd'hui", "aujourdui": "aujourd'hui", "aujourhui": "aujourd'hui",
    "quelqun": "quelqu'un", "quelquun": "quelqu'un", "parceque": "parce que",
    "pasque": "parce que", "parske": "parce que", "biensur": "bien sûr", "biensûr": "bien sûr",
    "silvousplait": "s'il vous plaît", "silteplait": "s'il te plaît", "daccord": "d'accord",
    "dabord": "d'abord", "dailleurs": "d'ailleurs", "jusqua": "jusqu'à", "jusquà": "jusqu'à",
    "enfaite": "en fait", "enfait": "en fait", "quesque": "qu'est-ce que",
    "keske": "qu'est-ce que", "queske": "qu'est-ce que", "peutetre": "peut-être",
    "peutêtre": "peut-être", "weekend": "week-end", "pourquoi": "pourquoi", "tjour": "toujours",
}  # fmt: skip
# Written so on purpose in a chat; no error, and no news to a learner who uses it.
SHORTHAND: Final = frozenset(
    """mdr ptdr lol jsuis chuis chui jvais jsais jpeux jveux jpense tkt stp svp bcp slt bjr bsr dsl
    pk pq pcq pr ds ns vs tt tjs tjrs tlm qd qqn qqch qqc cad càd msg rdv tel resto appart ado aprèm
    aprem ok okay oki ouais ouaip nan nope hein bah ben bof beh euh heu hum hmm mmh pff pfff haha
    hahaha hihi héhé hehe héhéhé olala oulala youpi wow waouh super cool fun weekend wifi app apps
    email emails mail mails smartphone smartphones selfie selfies sms tv pc ipad iphone netflix
    youtube instagram insta whatsapp facebook google tiktok snap snapchat twitter spotify covid zoom
    uber airbnb podcast podcasts blog blogs vlog streaming online gamer geek coworking burger burgers
    sushi sushis smoothie brunch pizza pizzas kebab cookie cookies toast bio vegan végan végane foot
    basket volley rugby judo yoga pilates fitness jogging crossfit boulot ciné télé fac prof profs
    bac story stories post posts like likes follower followers feed live chat crush date team manager
    meeting feedback brainstorming deadline job jobs business start-up startup playlist show shows
    bac perso sympa dispo info infos photo photos""".split()
)
_ELIDED: Final = ("qu", "j", "l", "d", "n", "m", "t", "s", "c")
_UNLIKELY_ELIDED: Final = 30.0  # per million: what is left of a rarer word is chance
_LONGEST: Final = 30  # letters; nobody means one word by more
_FEW: Final = 4
_CIRCUMFLEX: Final = str.maketrans("iu", "îû")


def check(text: str) -> tuple[Finding, ...]:
    """Return the misspelled words of the text, in order; none of a text in another language."""
    places = [
        (sentence, word)
        for sentence in sentences(text)
        for word in sentence.words
        if _is_checked(word) and word.index not in sentence.english
    ]
    unknown = sum(not knows(word.text) for _, word in places)
    if unknown > _FEW and unknown > len(places) / 2:
        return ()
    found = (_finding(sentence, word) for sentence, word in places)
    return tuple(finding for finding in found if finding)


def knows(word: str) -> bool:
    """Whether a dictionary has the word, or all the parts between its hyphens."""
    if _is_listed(word) or _is_listed(word.lower()) or _is_reformed(word.lower()):
        return True
    parts = word.split("-")
    return len(parts) > 1 and all(not part or knows(part) for part in parts)


def _is_checked(word: Word) -> bool:
    if not word.is_word or word.is_quoted or word.joined or word.norm in SHORTHAND:
        return False
    if word.is_capitalised and (not word.is_initial or not word.text[1:].islower()):
        return False  # a name or an abbreviation
    return "'" not in word.norm and len(word.norm) <= _LONGEST


def _finding(sentence: Sentence, word: Word) -> Finding | None:
    is_known = knows(word.norm) and not meant_forms(word.norm)
    if is_known and everyday_frequency(word.norm) >= _UNUSUAL:
        return None
    if _is_reformed(word.norm) or _is_drawn_out(word.norm):
        return None
    ranked = proposals(word.norm, sentence, word.index)
    accented = [p for p in ranked if p.only_accents]
    if _is_foreign(sentence, word.index, only_accents=bool(accented)):
        return None
    if is_known:
        usual = [p for p in accented if _lacks_accents(word.norm, p.word)]
        return _misspelled(word, usual)
    if not accented and (apart := _taken_apart(word.norm)):
        return _joined(word, apart)
    # A capital at the beginning may be that of a name.
    return _misspelled(word, accented if word.is_capitalised else ranked)


def _misspelled(word: Word, ranked: Sequence[Proposal]) -> Finding | None:
    if not ranked or ranked[0].score < _LEAST_SCORE:
        return None
    best, *others = ranked
    if best.only_accents:  # a letter is rarely wrong where accents are missing
        others = [p for p in others if p.only_accents]
    is_clear = not others or best.score - others[0].score >= _CLEAR_LEAD
    if best.only_accents:
        return _report(
            word, best.word, "spelling.accent", 0.95 if is_clear else 0.85,
            "“{span}” needs other accents: “{word}”.",
            "Les accents de « {span} » ne vont pas : « {word} ».",
        )  # fmt: skip
    if best.word in meant_forms(word.norm):
        return _report(
            word, best.word, "spelling.verb_form", 0.9 if is_clear else 0.8,
            "“{span}” follows the rule, but this verb is irregular: “{word}”.",
            "« {span} » suit la règle, mais ce verbe est irrégulier : « {word} ».",
        )  # fmt: skip
    return _report(
        word, best.word, "spelling.letters", 0.9 if is_clear else 0.8,
        "“{span}” is not a French word; it is spelled “{word}”.",
        "« {span} » n'existe pas ; on écrit « {word} ».",
    )  # fmt: skip


def _joined(word: Word, apart: str) -> Finding:
    return _report(
        word, apart, "spelling.joined", 0.95,
        "“{span}” is written “{word}”.", "« {span} » s'écrit « {word} ».",
    )  # fmt: skip


def _report(
    written: Word, word: str, code: str, confidence: float, message: str, message_fr: str
) -> Finding:
    suggestion = word[0].upper() + word[1:] if written.is_capitalised else word
    return Finding(
        code=code, start=written.start, end=written.end, span=written.text, suggestion=suggestion,
        category="grammar" if code == "spelling.verb_form" else "spelling",
        severity="low" if code == "spelling.accent" else "medium",
        confidence=confidence, message=message.format(span=written.text, word=suggestion),
        message_fr=message_fr.format(span=written.text, word=suggestion),
    )  # fmt: skip


def _taken_apart(norm: str) -> str:
    """Return the words that were written as one: jai is j'ai; empty if it is none such."""
    if norm in _TAKEN_APART:
        return _TAKEN_APART[norm]
    for elided in _ELIDED:
        rest = norm.removeprefix(elided)
        if rest != norm and len(rest) > 1 and rest[0] in VOWELS | {"h"}:
            word = max(forms_of(search_key(rest)), key=everyday_frequency, default="")
            if word and _is_elided(elided, word):
                return f"{elided}'{word}"
    return ""


def _is_elided(elided: str, word: str) -> bool:
    """Whether the word is a usual one that wants an apostrophe before it."""
    if elided == "c" and not word.startswith(("est", "étai")):
        return False
    return everyday_frequency(word) >= _UNLIKELY_ELIDED and not lexicon().aspirated_h(word)


def _is_foreign(sentence: Sentence, at: int, *, only_accents: bool) -> bool:
    """Whether other unknown words stand near: that is another language, or a name.

    Missing accents come in rows too, so there it takes two of them.
    """
    reach, enough = (2, 2) if only_accents else (1, 1)
    near = sentence.words[max(0, at - reach) : at + reach + 1]
    return sum(word.index != at and _is_strange(word) for word in near) >= enough


def _is_strange(word: Word) -> bool:
    if not word.is_word or word.joined or word.norm in SHORTHAND or knows(word.text):
        return False
    return not _taken_apart(word.norm) and not any(p.only_accents for p in proposals(word.norm))


def _is_drawn_out(norm: str) -> bool:
    """Whether letters are repeated for stress: ouiii, trooop."""
    return any(a == b == c for a, b, c in zip(norm, norm[1:], norm[2:], strict=False))


def _lacks_accents(written: str, usual: str) -> bool:
    """Whether a word that hardly exists is a usual one without its accents: voila, moitie.

    Not so where é and e are the ends of two forms of one verb.
    """
    is_verb = any(reading.person for reading in lexicon().readings(written))
    if not written.isascii() or (is_verb and usual.rstrip("s").endswith("é")):
        return False
    return everyday_frequency(usual) >= 2 + _MUCH_MORE_USUAL * everyday_frequency(
        written
    ) and everyday_frequency(usual) >= _MORE_USUAL * lexicon().frequency(written)


@lru_cache(maxsize=4096)
def _is_reformed(norm: str) -> bool:
    """Whether this is how the spelling of 1990 writes a word: ile, connaitre, cèdera, ognon.

    Source: Les rectifications de l'orthographe, Journal officiel, 6 December 1990.
    """
    return norm in REFORMED or norm.removesuffix("s") in REFORMED or _is_changed(norm)


def _is_changed(norm: str) -> bool:
    """Whether a circumflex is left out, or é is è before a silent syllable of the future."""
    if _GRAVE_FUTURE.search(norm) and _is_listed(norm.replace("è", "é")):
        return True
    return any(
        _is_listed(norm[:at] + letter.translate(_CIRCUMFLEX) + norm[at + 1 :])
        for at, letter in enumerate(norm)
        if letter in "iu" and len(norm) > 2
    )


_GRAVE_FUTURE: Final = re.compile(r"è[^aeiouyéèê]{1,3}er(?:ai[st]?|as?|ons|ez|ont|ions|iez|aient)$")
REFORMED: Final = frozenset(
    """canoé serpillère ognon nénufar exéma eczéma relai charriot charriote imbécilité bonhommie combattif
    combattive combattivité persifler persifflage boursoufflé boursoufflement joailler joaillère quincailler
    quincaillère évènement évènementiel sècheresse sècherie règlementer règlementaire règlementation
    règlementairement crèmerie cèleri allègement allègrement abrègement empiètement hébètement affèterie
    assoir rassoir sursoir levreau douçâtre absout dissout interpeler interpelons interpelez
    dentelière prunelier lunetier corole girole grole barcarole mariole fumerole trole ponch
    weekend portemonnaie porteclé tictac croquemonsieur croquemadame platebande entretemps
    chauvesouris millepatte millefeuille potpourri passepartout tirebouchon portemanteau
    cowboy globetrotteur faitout boutentrain rondpoint sagefemme saufconduit terreplein
    autostop autostoppeur autoécole socioéconomique infrarouge ultrason extraterrestre contrattaque
    contrordre entraide révolver pizzéria diésel média scénario allégro véto référendum mémento
    trémolo sénior désidérata pédigrée fac-similé receler asséner gageüre aigüe aigües ambigüe
    ambigüité exigüe contigüe argüer""".split()
)


def is_in_dictionary(word: str) -> bool:
    """Whether the spelling dictionary accepts the word as it is written."""
    return word in _words()


def _is_listed(word: str) -> bool:
    return is_in_dictionary(word) or lexicon().knows(word)


@lru_cache(maxsize=1)
def _words() -> marisa_trie.Trie:
    return marisa_trie.Trie().mmap(str(DATA / "hunspell" / "words.marisa"))
