"""The closed classes of French, each of them once: determiners, pronouns, prepositions...

Forms are in lower case, elided ones with their apostrophe. Where a use needs other words than a
class has, it makes its set of these, and says why.
"""

from typing import Final, NamedTuple


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# How the determiner of each kind is written: masculine, feminine, plural, masculine before a
# vowel, feminine before a vowel.
DETERMINER_FORMS: Final = {
    "definite": ("le", "la", "les", "l'", "l'"),
    "indefinite": ("un", "une", "des", "un", "une"),
    "this": ("ce", "cette", "ces", "cet", "cette"),
    "my": ("mon", "ma", "mes", "mon", "mon"),
    "your": ("ton", "ta", "tes", "ton", "ton"),
    "his": ("son", "sa", "ses", "son", "son"),
    "our": ("notre", "notre", "nos", "notre", "notre"),
    "your_all": ("votre", "votre", "vos", "votre", "votre"),
    "their": ("leur", "leur", "leurs", "leur", "leur"),
    "which": ("quel", "quelle", "quels", "quel", "quelle"),
    "to": ("au", "à la", "aux", "à l'", "à l'"),
    "of": ("du", "de la", "des", "de l'", "de l'"),
    "no": ("aucun", "aucune", "aucuns", "aucun", "aucune"),
    "each": ("chaque", "chaque", "", "chaque", "chaque"),
    "some": ("quelque", "quelque", "quelques", "quelque", "quelque"),
}


class Determiner(NamedTuple):
    """The kind of a determiner, and what it says of its noun ("" where it says nothing)."""

    kind: str
    gender: str
    number: str


def _singular(kind: str, form: str) -> Determiner:
    masculine, feminine, _, *before_vowel = DETERMINER_FORMS[kind]
    is_masculine = form in (masculine, before_vowel[0])
    is_feminine = form in (feminine, before_vowel[1])
    return Determiner(kind, "" if is_masculine and is_feminine else "mf"[is_feminine], "s")


DETERMINERS: Final = {
    **{
        form: _singular(kind, form)
        for kind, (masculine, feminine, _, *before_vowel) in DETERMINER_FORMS.items()
        for form in (masculine, feminine, *before_vowel)
        # « Quelque chose » is a pronoun.
        if " " not in form and form != "quelque"
    },
    **{
        forms[2]: Determiner(kind, "", "p")
        for kind, forms in reversed(DETERMINER_FORMS.items())  # « des » is indefinite first
        if kind != "each"
    },
    "quels": Determiner("which", "m", "p"),
    "quelles": Determiner("which", "f", "p"),
    "plusieurs": Determiner("several", "", "p"),
    "certains": Determiner("certain", "m", "p"),
    "certaines": Determiner("certain", "f", "p"),
    "différents": Determiner("certain", "m", "p"),
    "différentes": Determiner("certain", "f", "p"),
}


def _of_kind(*kinds: str) -> frozenset[str]:
    return frozenset(form for form, known in DETERMINERS.items() if known.kind in kinds)


DEFINITE_ARTICLES: Final = _of_kind("definite")
INDEFINITE_ARTICLES: Final = _of_kind("indefinite")
# A preposition and the article, in one word; « des » is an indefinite article as well.
CONTRACTED_ARTICLES: Final = _of_kind("to", "of") | {"des"}
ARTICLES: Final = DEFINITE_ARTICLES | INDEFINITE_ARTICLES | CONTRACTED_ARTICLES
DEMONSTRATIVES: Final = _of_kind("this")
POSSESSIVES: Final = _of_kind("my", "your", "his", "our", "your_all", "their")
INTERROGATIVES: Final = _of_kind("which")

# Cardinal numbers above one, in one word.
CARDINALS: Final = _set(
    """deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt
    trente quarante cinquante soixante cent mille dix-sept dix-huit dix-neuf soixante-dix
    quatre-vingts quatre-vingt-dix"""
) | {
    f"{ten}-{unit}"
    for ten in "vingt trente quarante cinquante soixante quatre-vingt".split()
    for unit in "deux trois quatre cinq six sept huit neuf".split()
}


class Person(NamedTuple):
    """Person, number and gender of a pronoun ("" where it shows none)."""

    person: int
    number: str
    gender: str = ""


# Personal pronouns as subjects.
PERSONAL: Final = {
    "je": Person(1, "s"), "j'": Person(1, "s"), "tu": Person(2, "s"), "il": Person(3, "s", "m"),
    "elle": Person(3, "s", "f"), "on": Person(3, "s"), "nous": Person(1, "p"),
    "vous": Person(2, "p"), "ils": Person(3, "p", "m"), "elles": Person(3, "p", "f"),
}  # fmt: skip
# Demonstrative pronouns that can be subjects.
NEUTRAL: Final = _set("ce c' ça cela")
SUBJECTS: Final = frozenset(PERSONAL) | NEUTRAL
# Personal pronouns after prepositions and « c'est », by their persons.
STRESSED: Final = {
    "moi": Person(1, "s"), "toi": Person(2, "s"), "lui": Person(3, "s", "m"),
    "elle": Person(3, "s", "f"), "nous": Person(1, "p"), "vous": Person(2, "p"),
    "eux": Person(3, "p", "m"), "elles": Person(3, "p", "f"),
}  # fmt: skip
# What stands before a verb as its object.
REFLEXIVES: Final = {
    "me": Person(1, "s"), "m'": Person(1, "s"), "te": Person(2, "s"), "t'": Person(2, "s"),
    "se": Person(3, ""), "s'": Person(3, ""), "nous": Person(1, "p"), "vous": Person(2, "p"),
}  # fmt: skip
DIRECT_OBJECTS: Final = _set("le la l' les")  # of the third person, as the next
INDIRECT_OBJECTS: Final = _set("lui leur")
ADVERBIAL_PRONOUNS: Final = _set("y en")
CLITICS: Final = frozenset(REFLEXIVES) | DIRECT_OBJECTS | INDIRECT_OBJECTS | ADVERBIAL_PRONOUNS
# Articles or determiners before a noun, objects before a verb.
ARTICLES_OR_CLITICS: Final = DIRECT_OBJECTS | {"leur"}

NE: Final = _set("ne n'")
# The second half of a negation; « que » makes "only" of it.
NEGATIONS: Final = _set("pas plus jamais rien personne aucun aucune guère que qu' point nulle")

SIMPLE_PREPOSITIONS: Final = _set(
    """à de d' avec pour sans chez par sur sous vers contre entre dans en selon comme derrière devant
    après avant pendant depuis malgré sauf dès parmi"""
)
# « Au » and « des » hold a preposition too.
PREPOSITIONS: Final = SIMPLE_PREPOSITIONS | CONTRACTED_ARTICLES
COORDINATING: Final = _set("et mais ou donc car")
SUBORDINATING: Final = _set("que qu' quand si s' comme lorsque lorsqu' puisque puisqu'")

# Adverbs that say how much an adjective or another adverb holds.
DEGREES: Final = _set(
    "très trop si plus moins assez vraiment tellement aussi bien super plutôt hyper"
)
# Adverbs that may stand between the verb and what completes it: a participle, an adjective.
MEDIAL_ADVERBS: Final = _set(
    """pas plus jamais rien déjà toujours souvent bien mal beaucoup trop très vraiment encore aussi
    tout toute toutes tellement presque même enfin assez peu si parfois peut-être maintenant
    ensuite donc guère point seulement surtout juste complètement totalement absolument également
    extrêmement particulièrement immédiatement finalement récemment longtemps super hyper plutôt"""
)
