"""Short words that sound alike: a and à, et and est, on and ont, ce and se, la and là..."""

from collections.abc import Iterator

from tutoring.french.grammar.closed_classes import SUBJECTS
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.grammar.subjects import PREPOSITIONS
from tutoring.french.rules.hits import Hit
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.rule import on, rule

SPELLING = {"category": "spelling", "level": "A1", "severity": "medium"}


RELATIVES = frozenset("où qui que qu' dont lequel laquelle lesquels lesquelles".split())


def _is_verb_only(word: Word | None) -> bool:
    """Whether the word is, nearly always, a conjugated verb."""
    return bool(word and word.finites and word.mostly("verb", 0.8) and not word.joined)


_A_PHRASES = frozenset(
    "cause côté bientôt demain peine partir travers droite gauche pied pieds vélo cheval midi minuit "
    "propos moins haute voix tantôt merveille volonté nouveau présent jamais distance genoux "
    "lundi mardi mercredi jeudi vendredi samedi dimanche huit sept neuf dix six cinq quatre trois "
    "onze quelle paris londres lyon marseille".split()
)


_BEFORE_A = frozenset(
    "jusqu' grâce quant face suite rapport peu tout pas d'abord prêt prête".split()
)


def is_participle(word: Word | None) -> bool:
    return bool(
        word and word.participles and word.mostly("verb", 0.3) and word.norm not in {"été", "sens"}
    )


@rule(
    "fr.homophone.et",
    confidence=0.9,
    en="“Et” means “and”; “est” is the verb être.",
    fr="« Et » relie deux mots ; « est » est le verbe être.",
    **SPELLING,
)
@on(
    "^ :cap|:name|moi|toi|lui [est] x=:cap|:name|moi|toi|lui v=:fin",
    "@number [est] un|demi|demie",
    "[est] je|j'|ensuite|puis|après v=:word",
    "x=:noun|:adjective|:adverb [est] il|elle|on|nous|ils|elles v=:fin&!:noun&!:adjective",
    "^ mon|ma|mes|le|la|les|ton|ta|son|sa|notre|votre :noun [est] moi|toi v=:fin",
    "~être&:fin très|trop? :adjective [est] :adjective $",
    "heure|heures|midi|minuit [est] demie|demi|quart",
)
def et(match: Match) -> str | None:
    following, after = match.sentence.norm(match.last + 1), match.sentence.word(match.last + 2)
    if not RELATIVES.isdisjoint(match.sentence.norms[: match.first]):
        return None  # la ville où je suis né est petite
    if following in {"je", "j'"} and after is None:
        return None
    if following in {"ensuite", "après", "puis"} and (after is None or after.norm not in SUBJECTS):
        return None
    return None if match.first == 0 else "et"


@rule(
    "fr.homophone.on_pronoun",
    confidence=0.97,
    en="“On” is the pronoun; “ont” is the verb avoir (ils ont).",
    fr="« On » est le pronom ; « ont » est le verbe avoir (ils ont).",
    **SPELLING,
)
@on(
    "^ [ont] ne|n'? @clitic* v=:fin",
    "que|qu'|si|quand|où [ont] ne|n'? @clitic* v=:fin",
)
def on_pronoun(match: Match) -> str | None:
    verb = match["v"]
    if not any(r.person == 3 and r.number == "s" for r in verb.finites) or not verb.mostly(
        "verb", 0.4
    ):
        return None
    before = match.sentence.norm(match.first - 1)
    return "l'on" if before == "" and match.first else "on"


@rule(
    "fr.homophone.son",
    confidence=0.94,
    en="“Son” means his or her; “sont” is the verb être (ils sont).",
    fr="« Son » est le possessif ; « sont » est le verbe être (ils sont).",
    **SPELLING,
)
def son(sentence: Sentence) -> Iterator[Hit]:
    for word in sentence.words:
        following = sentence.word(word.index + 1)
        if word.norm != "sont" or following is None or not _is_singular_noun(following):
            continue
        before = sentence.word(word.index - 1)
        if before is not None and (before.norm in PREPOSITIONS or _is_verb_only(before)):
            yield Hit(word.index, word.index, "son")


def _is_singular_noun(word: Word) -> bool:
    return word.mostly("noun", 0.7) and any(r.number in {"s", ""} for r in word.nouns)


@rule(
    "fr.homophone.ou_place",
    confidence=0.95,
    en="“Où” with an accent asks for a place or a time; “ou” means “or”.",
    fr="« Où » avec accent indique le lieu ou le temps ; « ou » marque le choix.",
    **SPELLING,
)
@on(
    "~savoir|~demander|~ignorer|~voir|~comprendre|~dire|~oublier|~trouver|~expliquer&:verb pas|plus|bien|toujours|exactement? [x=ou] v=:word",
    "dis|demande|explique|montre|dites|montrez|expliquez -moi|-lui|-nous|-leur [x=ou] v=je|j'|tu|il|elle|on|nous|vous|ils|elles|est|sont",
    "d'|jusqu'|par|n'importe|là|partout|importe [x=ou]",
    "moment|jour|endroit|pays|ville|maison|lieu|hôtel|restaurant|quartier|rue|époque|année|soir|matin|heure|fois|cas|école|appartement|région|pièce|bureau|mesure [x=ou] v=je|j'|tu|il|elle|on|nous|vous|ils|elles",
    "^ [x=ou] v=est|sont|vas|va|habites|es|êtes|travailles|étudies|allez|allons|vont|étais|était|habite|vis|vit|as|vivez|habitez|travaillez|peut|puis|peux|se|trouve -tu|-vous|-il|-elle|-ils|-elles|-on|-ce|-je|que|le|la|les|l'|mon|ma|mes|ton|ta|tes|votre|vos|trouve|trouvent|il|tu|vous|elle|on|ce",
    "^ [x=ou] est-ce|est-il|est-elle|vas-tu|es-tu",
)
def ou_place(match: Match) -> str | None:
    if match["x"].text == "Ou" and match.first > 0:
        return None
    following = match.sentence.word(match.last + 1)
    if following is None and match.sentence.norm(match.first - 1) in {"par", "là"}:
        return "où"
    if (
        "v" in match
        and match.sentence.norm(match.first - 1)
        in {"voir", "dire", "trouver", "comprendre", "oublier"}
        and match["v"].infinitive
    ):
        return None
    before = match.sentence.word(match.first - 1)
    if (
        before
        and before.verbs
        and (before.infinitive and match["v"].infinitive or not before.mostly("verb", 0.7))
    ):
        return None
    if "v" in match and match["v"].norm in {"pas", "non", "bien", "même", "si"}:
        return None
    if (
        "v" in match
        and match["v"].norm == "il"
        and match.sentence.norm(match.first - 1) in {"jour", "fois"}
    ):
        return "où"
    return "où"


@rule(
    "fr.homophone.ou_choice",
    confidence=0.94,
    en="“Ou” means “or”; “où” with an accent asks for a place.",
    fr="« Ou » marque le choix ; « où » avec accent indique le lieu.",
    **SPELLING,
)
@on(
    "[où] bien|pas|non $",
    "[où] bien @subject",
    "x=:noun|:adjective|:infinitive|:inf [où] d=le|la|l'|un|une|du|des|mon|ma|ton|ta|les? n=:noun ?|!|.",
    "@number [où] @number",
    "@day|@month [où] @day|@month",
    "^ :adjective [où] :adjective ?|.",
)
def ou_choice(match: Match) -> str | None:
    if "n" in match and not match["n"].mostly("noun", 0.6):
        return None
    return "ou"


@rule(
    "fr.homophone.se",
    confidence=0.95,
    en="“Se” goes with a verb (il se lave); “ce” points at something.",
    fr="« Se » accompagne un verbe (il se lave) ; « ce » désigne.",
    **SPELLING,
)
@on(
    "^ [ce] v=:infinitive",
    "il|elle|on|ils|elles|qui ne? [ce] y|en? v=:fin",
    "~aller|~pouvoir|~devoir|~vouloir|pour|de|à|sans|faut @adverb? [ce] v=:infinitive",
    ":noun|:cap|et [ce] v=:fin",
    "ils|elles|:noun [ce] v=sont|étaient x=:pp",
)
def se(match: Match) -> str | None:
    verb = match["v"]
    if verb.norm in {"sont", "étaient"}:
        return "se" if "x" in match else None
    if verb.norm == "faire" and match.sentence.norm(match.first - 1) == "pour":
        return None  # pour ce faire
    if not verb.infinitive and (not verb.mostly("verb", 0.6) or "être" in verb.lemmas):
        return None
    return "se"


@rule(
    "fr.homophone.ce",
    confidence=0.95,
    en="“Ce” points at something (ce livre, ce qui); “se” goes with a verb.",
    fr="« Ce » désigne (ce livre, ce qui) ; « se » accompagne un verbe.",
    **SPELLING,
)
@on(
    "[se] que|qui|dont|qu'",
    "[se] n=:noun&!:fin",
    "[se] n=soir|matin|film|mec|jour|type|test|livre|travail|cours|genre|lieu|mot|week-end",
    "[se] a=grand|petit|beau|bon|nouveau|vieux|joli|jeune|même|gros|mauvais n=:noun",
    "^ [se] sont|n' les|des|mes|tes|ses|nos|vos|leurs|est|était",
    "^ [se] n'|ne est|sont|sera",
    "^ [se] sera|serait|doit|peut être? :word",
)
def ce(match: Match) -> str | None:
    following = match.sentence.word(match.last + 1)
    if "n" in match:
        noun = match["n"]
        if noun.infinitive or noun.participles or not noun.mostly("noun", 0.5):
            return None
        if noun.finites and match.sentence.norm(match.first - 1) in {
            "il",
            "elle",
            "on",
            "qui",
            "ils",
            "elles",
            "ne",
        }:
            return None
        if noun.genders == {"f"}:
            return None if noun.finites else "cette"
        vowel = noun.sounds_as_vowel and "a" not in match
        return "cet" if vowel else "ce"
    if (
        following
        and following.norm in {"peut", "doit", "sera", "serait"}
        and match.sentence.norm(match.last + 2) != "être"
    ):
        return None
    return "ce"


@rule(
    "fr.homophone.la_place",
    confidence=0.94,
    en="“Là” with an accent means “there”; “la” is the article.",
    fr="« Là » avec accent indique le lieu ; « la » est l'article.",
    **SPELLING,
)
@on(
    "~être&:fin @adverb? [la] $",
    "reste|restez|rester|viens|venez @adverb? [la] $",
    "c'|ce ~être&:fin [la] que|qu'|où|$",
    "par|jusque|de|celui|celle|ceux|celles|cette|ce [la] $",
    "~être&:fin pas|toujours|encore|plus|tous|bien|déjà [la] $",
    "ce|cet|cette|ces|celui|celle|ceux :noun? [-la]",
    "[la] bas|haut|dessus|dessous|dedans $",
    "[la] où|ou @subject",
)
def la_place(match: Match) -> str | None:
    if match.words[0].norm == "-la":
        return "-là"
    following = match.sentence.word(match.last + 1)
    if (
        following
        and following.norm in {"et", "ou", "mais"}
        and match.sentence.word(match.last + 2) is None
    ):
        return None
    if following and following.norm == "bas" and match.sentence.norm(match.first - 1) in {"de"}:
        return "là"
    return "là"


@rule(
    "fr.homophone.ces",
    confidence=0.94,
    en="“Ces” stands before a plural noun; “c'est” means “it is”.",
    fr="« Ces » précède un nom pluriel ; « c'est » présente.",
    **SPELLING,
)
@on(
    "^ [c' est] n=:noun v=:fin",
    "avec|pour|sans|dans|sur|chez|tous|toutes|aime|adore|vois|connais [c' est] n=:noun",
)
def ces(match: Match) -> str | None:
    noun = match["n"]
    plural_only = {r.number for r in noun.nouns} == {"p"} and noun.mostly("noun", 0.7)
    return "ces" if plural_only and noun.norm not in {"vacances", "gens"} else None


_KIN_AND_BELONGINGS = (
    "parents|grands-parents|frères|sœurs|cousins|cousines|copains|copines|cheveux|yeux|dents|mains|"
    "devoirs|clés|lunettes|affaires|doigts|beaux-parents"
)


@rule(
    "fr.homophone.ses",
    confidence=0.88,
    en="“Ses” means his or her; “ces” points at things.",
    fr="« Ses » marque la possession ; « ces » montre.",
    **SPELLING,
)
@on(
    f"^ il|elle|on|:name|:cap ne|n'? se|s'? v=:fin|:inf :pp? @adverb? avec|chez|à|de|sur|dans|pour|sans? [x=ces] n={_KIN_AND_BELONGINGS} $|et|à|dans|sur|avec|chez|pour|en|hier|tous|le",
    f"^ [x=ces] n={_KIN_AND_BELONGINGS} à lui|elle",
)
def ses(match: Match) -> str | None:
    before, at = match.sentence.word(match.first - 1), match["n"].index + 1
    shows = before and before.norm in {"voici", "voilà"}
    pointed_at = match.sentence.norm(at) in {"que", "qu'", "qui", "dont", "où", ","}
    return None if shows or pointed_at else "ses"


@rule(
    "fr.homophone.ces_here",
    confidence=0.94,
    en="“Ces” points at things or times; “ses” means his or her.",
    fr="« Ces » montre des choses ou un moment ; « ses » marque la possession.",
    **SPELLING,
)
@on(
    "[x=ses] :adjective? :noun -là|-ci",
    "[x=ses] derniers|dernières|prochains|prochaines jours|temps|semaines|mois|années|heures",
    "un|une de|d' [x=ses] jours|quatre",
    "tous|toutes|que|qu'|et|mais|^ [x=ses] gens",
)
def ces_here(match: Match) -> str:
    return "ces"
