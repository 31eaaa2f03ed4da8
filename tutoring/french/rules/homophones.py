"""Short words that sound alike: a and à, et and est, on and ont, ce and se, la and là..."""

from collections.abc import Iterator

from tutoring.french.rules.groups import noun_groups
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.predicates import predicates
from tutoring.french.rules.subjects import PREPOSITIONS
from tutoring.french.rules.hits import Hit
from tutoring.french.rules.rule import on, rule
from tutoring.french.rules.sentence import Sentence, Word
from tutoring.french.rules.words import ALWAYS_ETRE, PROFESSIONS

_SPELLING = {"category": "spelling", "level": "A1", "severity": "medium"}


def _is_verb_only(word: Word | None) -> bool:
    """Whether the word is, nearly always, a conjugated verb."""
    return bool(word and word.finites and word.mostly("verb", 0.8) and not word.joined)


def _is_participle(word: Word | None) -> bool:
    return bool(
        word and word.participles and word.mostly("verb", 0.3) and word.norm not in {"été", "sens"}
    )


@rule(
    "fr.homophone.a_verb",
    confidence=0.95,
    en="“A” without an accent is the verb avoir (il a, elle a); “à” is the preposition.",
    fr="« A » sans accent est le verbe avoir (il a) ; « à » avec accent est la préposition.",
    **_SPELLING,
)
@on(
    "il|elle|on|qui|n'|l'|m'|t'|y [à]",
    "ça|cela [à] :pp&!:noun",
    "x=:noun|:cap|:name|lui [à] @adverb? v=:pp",
)
def a_verb(match: Match) -> str | None:
    before = match.sentence.norm(match.first - 1)
    if before in {"elle", "lui"} and match.sentence.norm(match.first - 2) in PREPOSITIONS | {
        "que",
        "qu'",
    }:
        return None
    following = match.sentence.word(match.last + 1)
    if following is None or following.is_mark or before == "qui" and following.infinitive:
        return None
    if before == "on" and following.norm in {"nouveau"}:
        return None
    if "v" in match and (
        not _is_participle(match["v"])
        or match["v"].mostly("noun", 0.3)
        or ("x" in match and not match["x"].is_capitalised and not match["x"].mostly("noun", 0.5))
        or match["v"].adjectives
        and not match["v"].mostly("verb", 0.4)
    ):
        return None
    if before in {"il", "elle"} and following.norm in {"qui", "quoi"}:
        return None
    return "a"


@rule(
    "fr.homophone.a_preposition",
    confidence=0.96,
    en="“À” with an accent is the preposition; “a” is the verb avoir (il a).",
    fr="« À » avec accent est la préposition ; « a » est le verbe avoir (il a).",
    **_SPELLING,
)
def a_preposition(sentence: Sentence) -> Iterator[Hit]:
    for word in sentence.words:
        if word.text == "a" and _is_preposition(sentence, word.index):
            yield Hit(word.index, word.index, "à")


_A_PHRASES = frozenset(
    "cause côté bientôt demain peine partir travers droite gauche pied pieds vélo cheval midi minuit "
    "propos moins haute voix tantôt merveille volonté nouveau présent jamais distance genoux "
    "lundi mardi mercredi jeudi vendredi samedi dimanche huit sept neuf dix six cinq quatre trois "
    "onze quelle paris londres lyon marseille".split()
)
TONIC = frozenset("moi toi lui elle nous vous eux elles qui".split())
_BEFORE_A = frozenset(
    "jusqu' grâce quant face suite rapport peu tout pas d'abord prêt prête".split()
)
_SUBJECT_OF_A = frozenset(
    "ni il elle on qui ça cela y n' l' m' t' lui en ne ce quelqu'un personne rien tout celui-ci chacun".split()
)


def _is_preposition(sentence: Sentence, at: int) -> bool:
    before, following = sentence.word(at - 1), sentence.word(at + 1)
    if before is None or following is None or following.is_mark or before.is_mark:
        return False
    if before.norm in {"jusqu'", "grâce", "quant", "face"} and following.norm != "été":
        return True
    if sentence.norms[at - 1 : at + 2] in {
        ("tout", "a", "fait"),
        ("peu", "a", "peu"),
        ("pas", "a", "pas"),
        ("tout", "a", "coup"),
    }:
        return True
    if before.norm in {"est", "sont", "sera", "était"} and following.norm in TONIC:
        return True
    if before.norm in _SUBJECT_OF_A:
        return False
    if following.norm in {"posteriori", "priori", "fortiori", "cappella", "contrario", "minima"}:
        return False
    if any(predicate.verb == at for predicate in predicates(sentence)):
        return False
    if "infinitive" in following.traits:
        return True
    if {"qui", "que", "qu'", "dont", "où"} & set(sentence.norms[:at]):
        return False  # celui qui parle a tort
    if before.finites and any(p.verb == at - 1 and p.is_pronoun for p in predicates(sentence)):
        return not _is_participle(following) and before.norm not in {"est", "a", "sont"}
    return _follows_verb(before) and not _is_participle(following)


def _follows_verb(before: Word) -> bool:
    """Whether a verb or participle stands before, so that "a" is no verb of its own."""
    if before.norm in {"est", "a", "sont"} or before.joined or before.is_capitalised:
        return False
    if before.nouns or not before.mostly("verb", 0.85):
        return False
    return bool(before.finites or before.infinitive)


@rule(
    "fr.homophone.est",
    confidence=0.93,
    en="“Est” is the verb être (il est); “et” means “and”.",
    fr="« Est » est le verbe être (il est) ; « et » relie deux mots.",
    **_SPELLING,
)
@on(
    "x=il|elle|on|ce|c'|qui|n'|ça|cela [et] y=:word",
    "^ x=tu [et] y=:adjective|:pp|très|trop|en|à|le|la|un|une|mon|où",
)
def est(match: Match) -> str | None:
    before, following = match["x"].norm, match["y"]
    if following.norm in {
        "elle",
        "elles",
        "moi",
        "toi",
        "lui",
        "qui",
        "que",
        "quoi",
        "ça",
        "ce",
        "ceci",
        "cela",
    }:
        return None
    if (
        before in {"elle", "ça", "cela", "qui"}
        and match.sentence.norm(match.first - 2) in PREPOSITIONS
    ):
        return None
    if before in {"ça", "cela"} and not (following.adjectives or following.participles):
        return None
    return "es" if before == "tu" else "est"


@rule(
    "fr.homophone.est_noun",
    confidence=0.9,
    en="This sentence needs its verb: “est” (être), not “et” (and).",
    fr="Il manque le verbe : « est » (être) et non « et ».",
    **_SPELLING,
)
def est_noun(sentence: Sentence) -> Iterator[Hit]:
    for group in noun_groups(sentence):
        at = group.end + 1
        if group.determiner.kind in {"of", "to"}:
            continue
        if sentence.norm(at) != "et" or not sentence.begins_clause(group.start):
            continue
        rest = sentence.words[at + 1 :]
        if rest and _describes(rest[0]) and not _has_verb(sentence.words[: group.start] + rest):
            yield Hit(at, at, "est")


def _describes(word: Word) -> bool:
    """Whether the word opens what is said of a subject: a quality, a trade, a place."""
    if word.norm in PROFESSIONS or word.norm in {
        "très",
        "trop",
        "en",
        "dans",
        "là",
        "ici",
        "à",
        "chez",
        "plus",
        "pas",
        "aussi",
        "si",
    }:
        return True
    return word.mostly("adjective", 0.5) or _is_participle(word)


def _has_verb(words: tuple[Word, ...]) -> bool:
    return any(word.finites and word.mostly("verb", 0.4) for word in words)


@rule(
    "fr.homophone.et",
    confidence=0.9,
    en="“Et” means “and”; “est” is the verb être.",
    fr="« Et » relie deux mots ; « est » est le verbe être.",
    **_SPELLING,
)
@on(
    "^ :cap|:name|moi|toi|lui [est] x=:cap|:name|moi|toi|lui v=:fin",
    "@number [est] un|demi|demie",
    "[est] je|j'|ensuite|puis|après v=:word",
    "x=:noun|:adjective|:adverb [est] il|elle|on|nous|ils|elles v=:fin&!:noun&!:adjective",
    "heure|heures|midi|minuit [est] demie|demi|quart",
)
def et(match: Match) -> str | None:
    following = match.sentence.norm(match.last + 1)
    if following in {"je", "j'"} and match.sentence.word(match.last + 2) is None:
        return None
    if following in {"ensuite", "après", "puis"} and match.sentence.word(
        match.last + 2
    ).norm not in {
        "je",
        "j'",
        "il",
        "elle",
        "on",
        "nous",
        "vous",
        "ils",
        "elles",
        "tu",
    }:
        return None
    return None if match.first == 0 else "et"


@rule(
    "fr.homophone.ont",
    confidence=0.95,
    en="“Ont” is the verb avoir (ils ont); “on” is the pronoun.",
    fr="« Ont » est le verbe avoir (ils ont) ; « on » est le pronom.",
    **_SPELLING,
)
@on(
    "ils|elles n'? [on]",
    "d=les|des|mes|tes|ses|nos|vos|leurs|ces :adjective? :noun|:adjective [on] @adverb? v=:pp",
    "qui [on] @adverb? v=:pp",
    "ils|elles n' [on]",
)
def ont(match: Match) -> str | None:
    following = match.sentence.word(match.last + 1)
    if following is None or following.is_mark:
        return None
    if "v" in match and (
        match["v"].finites and not match["v"].norm.endswith("is") or not _is_participle(match["v"])
    ):
        return None
    return "ont"


@rule(
    "fr.homophone.on_pronoun",
    confidence=0.97,
    en="“On” is the pronoun; “ont” is the verb avoir (ils ont).",
    fr="« On » est le pronom ; « ont » est le verbe avoir (ils ont).",
    **_SPELLING,
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
    "fr.homophone.sont",
    confidence=0.95,
    en="“Sont” is the verb être (ils sont); “son” means his or her.",
    fr="« Sont » est le verbe être (ils sont) ; « son » est le possessif.",
    **_SPELLING,
)
@on(
    "ils|elles [son]",
    "ce|qui [son] les|des|mes|tes|ses|nos|vos|leurs|de|mon|très|pas",
    "les|des|mes|tes|ses|nos|vos|leurs|ces :noun [son] très|trop|pas|tous|toutes|dans|à|en|chez|là|ici|venus|partis|arrivés|contents|grands|petits|belles|beaux|bons|bonnes",
)
def sont(match: Match) -> str:
    return "sont"


@rule(
    "fr.homophone.son",
    confidence=0.94,
    en="“Son” means his or her; “sont” is the verb être (ils sont).",
    fr="« Son » est le possessif ; « sont » est le verbe être (ils sont).",
    **_SPELLING,
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
    **_SPELLING,
)
@on(
    "~savoir|~demander|~ignorer|~voir|~comprendre|~dire|~oublier|~trouver|~expliquer&:verb pas|plus|bien|toujours|exactement? [x=ou] v=:word",
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
    **_SPELLING,
)
@on(
    "[où] bien|pas|non $",
    "[où] bien @subject",
    "x=:noun|:adjective|:infinitive|:inf [où] d=le|la|un|une|du|des|mon|ma|ton|ta|les? n=:noun ?|!|.",
    "@number [où] @number",
    "@day|@month [où] @day|@month",
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
    **_SPELLING,
)
@on(
    "^ [ce] v=:infinitive",
    "il|elle|on|ils|elles|qui ne? [ce] y|en? v=:fin",
    "~aller|~pouvoir|~devoir|~vouloir|pour|de|à|sans|faut @adverb? [ce] v=:infinitive",
    ":noun|:cap [ce] v=:fin",
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
    **_SPELLING,
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
    "fr.homophone.s_est",
    confidence=0.94,
    en="“S'est” belongs to a reflexive verb (il s'est levé); “c'est” means “it is”.",
    fr="« S'est » appartient à un verbe pronominal (il s'est levé) ; « c'est » présente.",
    **_SPELLING,
)
@on(
    "il|elle|on|qui [c' v=est] @adverb? x=:pp",
    "d=le|la|mon|ma|ton|ta|son|sa|notre|votre|un|une|cette|ce :noun [c' v=est] x=:pp",
    "x=:cap|:name [c' v=est] @adverb? y=:pp",
)
def s_est(match: Match) -> str | None:
    word = match["y"] if "y" in match else match["x"]
    return "s'est" if word.participles and word.norm not in {"fait", "été"} else None


@rule(
    "fr.homophone.c_est",
    confidence=0.94,
    en="“C'est” means “it is”: “{suggestion}”.",
    fr="« C'est » présente quelque chose : « {suggestion} ».",
    **_SPELLING,
)
@on(
    "^ [ces|ses|sait|sais|cet] x=un|une|le|la|l'|les|mon|ma|ton|ta|très|trop|pas|bien|vrai|vraiment|toi|moi|lui|elle|ici|là|pour|pourquoi|quoi|qui|comme|ça|que|qu'|super|génial|facile|difficile|bon|beau|mieux|dommage|possible|important|impossible|cool|sûr|parce|mal|tout|moins|plus|en|à|toujours|déjà|encore|assez|si",
    "^ [s' est] x=un|une|le|la|l'|les|mon|ma|mes|ton|ta|très|trop|pas|bien|vrai|vraiment|toi|moi|lui|ici|là|pour|pourquoi|quoi|qui|comme|ça|que|qu'|super|génial|facile|difficile|bon|beau|mieux|dommage|possible|important|impossible|cool|sûr|mon|tout|moins|plus",
    "que|qu'|mais|et|quand|car [ces|ses] x=un|une|le|la|l'|très|trop|pas|bien|vrai|vraiment|moi|toi|pour|facile|difficile|bon|beau|mon|ma",
)
def c_est(match: Match) -> str | None:
    word, following = match.words[0], match["x"]
    if word.norm in {"ces", "ses"} and following.norm in {
        "bien",
        "plus",
        "tout",
        "petits",
        "trop",
        "très",
        "moins",
        "si",
        "là",
        "déjà",
        "encore",
        "assez",
        "toujours",
    }:
        after = match.sentence.word(following.index + 1)
        if (
            after
            and after.norm not in {"."}
            and (after.adjectives or after.nouns)
            and any(r.number == "p" for r in after.readings)
        ):
            return None
    if word.norm in {"sait", "sais"} and following.norm in {
        "que",
        "qu'",
        "pas",
        "pourquoi",
        "qui",
        "quoi",
        "bien",
        "comme",
        "si",
        "le",
        "la",
        "l'",
        "les",
        "ça",
        "tout",
        "plus",
        "toujours",
        "déjà",
    }:
        return None
    if word.norm == "cet" and following.norm in {"important", "impossible"}:
        return None
    return "c'est"


@rule(
    "fr.homophone.la_place",
    confidence=0.94,
    en="“Là” with an accent means “there”; “la” is the article.",
    fr="« Là » avec accent indique le lieu ; « la » est l'article.",
    **_SPELLING,
)
@on(
    "~être&:fin @adverb? [la] $",
    "reste|restez|rester|viens|venez @adverb? [la] $",
    "c'|ce ~être&:fin [la] que|qu'|où|$",
    "par|jusque|de|celui|celle|ceux|celles|cette|ce [la] $",
    "~être&:fin pas|toujours|encore|plus|tous|bien|déjà [la] $",
    "[la] bas|haut|dessus|dessous|dedans $",
    "[la] où|ou @subject",
)
def la_place(match: Match) -> str | None:
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
    "fr.homophone.l_a",
    confidence=0.98,
    en="“L'a” is a pronoun with the verb avoir (il l'a vu): “{suggestion}”.",
    fr="« L'a » est un pronom suivi du verbe avoir (il l'a vu) : « {suggestion} ».",
    **_SPELLING,
)
@on("x=il|elle|on|qui|tu|je ne? [w=la|ma|ta|mon|ton] @adverb? v=:pp")
def l_a(match: Match) -> str | None:
    verb = match["v"]
    if match["x"].norm == "elle" and match.sentence.norm(match["x"].index - 1) in PREPOSITIONS:
        return None
    if (
        verb.norm in {"petite", "grande", "lui"}
        or verb.finites
        and not verb.norm.endswith(("it", "is", "us"))
    ):
        return None
    if verb.finites and match["w"].norm == "la" and verb.norm in {"dit", "finit", "remplit"}:
        return None
    person = {"tu": "as", "je": "ai"}.get(match["x"].norm, "a")
    pronoun = {"la": "l'", "ma": "m'", "mon": "m'", "ta": "t'", "ton": "t'"}[match["w"].norm]
    return pronoun + person


@rule(
    "fr.homophone.m_ont",
    confidence=0.95,
    en="“M'ont” and “t'ont” are a pronoun with the verb avoir: “{suggestion}”.",
    fr="« M'ont » et « t'ont » sont un pronom suivi du verbe avoir : « {suggestion} ».",
    **_SPELLING,
)
@on("ils|elles ne? [w=mon|ton|l'on|la|ma|ta] @adverb? v=:pp")
def m_ont(match: Match) -> str | None:
    if not _is_participle(match["v"]):
        return None
    return {"m": "m'ont", "t": "t'ont", "l": "l'ont"}[match["w"].norm[0]]


@rule(
    "fr.homophone.sais",
    confidence=0.97,
    en="“Sais, sait” are forms of “savoir”: “{suggestion}”.",
    fr="« Sais, sait » sont des formes de « savoir » : « {suggestion} ».",
    **_SPELLING,
)
@on(
    "s=on|il|elle ne? [c' est] x=pas|plus|que|qu'|où|comment|pourquoi|jamais",
    "s=je|tu ne? [c'|s' est] x=pas|plus|que|qu'|où|comment|pourquoi|si|bien|jamais",
    "s=je|tu ne? [c'|s' est] x=:infinitive",
    "s=je|tu|on|il|elle ne? [ces|ses|c'est] x=pas|que|qu'|où|comment|pourquoi",
)
def sais(match: Match) -> str | None:
    if match["s"].norm in {"il", "elle", "on"} and match["x"].norm == "bien":
        return None
    following = match.sentence.word(match["x"].index + 1)
    if match["s"].norm in {"on", "il", "elle"} and following and following.participles:
        return None  # on s'est pas vus
    return "sais" if match["s"].norm in {"je", "tu"} else "sait"


@rule(
    "fr.homophone.ai",
    confidence=0.97,
    en="With “je”, avoir is “ai”: “{suggestion}”.",
    fr="Avec « je », le verbe avoir s'écrit « ai » : « {suggestion} ».",
    **_SPELLING,
)
@on(
    "j' [w=est|es|et|ait|aie|ais] x=un|une|le|la|les|l'|des|du|mon|ma|mes|pas|faim|soif|peur|froid|chaud|besoin|envie|mal|très|trop|deux|trois|beaucoup|:pp|:digits",
    "je n' [w=est|es|et|ait|ais] pas|jamais|rien|plus @adverb? x=:pp|:word",
    "je|j' ne? t'|l'|m' [w=es|est|ait|et] x=:pp",
)
def ai(match: Match) -> str | None:
    word = match["x"]
    if not word.participles:
        return (
            "ai"
            if match.sentence.norm(match.first - 1) == "j'"
            or word.norm in {"de", "d'", "faim", "soif", "peur"}
            else None
        )
    if any(r.lemma in ALWAYS_ETRE for r in word.participles):
        return None
    return "ai"


@rule(
    "fr.homophone.il_est",
    confidence=0.95,
    en="After “il, elle, on”, être is “est”; “ait” is the subjunctive of avoir.",
    fr="Après « il, elle, on », être s'écrit « est » ; « ait » est le subjonctif d'avoir.",
    **_SPELLING,
)
@on("^ il|elle|on [ait|aie|ai|es] x=:word")
def il_est(match: Match) -> str | None:
    before = match.sentence.word(match.first - 2)
    if before is not None and not before.is_mark:
        return None  # qu'il ait raison
    if match.words[0].norm == "es":
        return "est"
    following = match["x"]
    if following.norm in {"tard", "tôt", "là", "temps", "possible"} or following.mostly(
        "adjective", 0.5
    ):
        return "est"
    return "a"


@rule(
    "fr.homophone.met",
    confidence=0.95,
    en="“Met, mets” are forms of “mettre”; “mes” means my: “{suggestion}”.",
    fr="« Met, mets » viennent de mettre ; « mes » est le possessif : « {suggestion} ».",
    **_SPELLING,
)
@on("s=il|elle|on|je|tu ne|n'? [mes|mais] d=le|la|les|un|une|du|mon|ma|son|sa|ses|de")
def met(match: Match) -> str:
    return "mets" if match["s"].norm in {"je", "tu"} else "met"


@rule(
    "fr.homophone.ces",
    confidence=0.94,
    en="“Ces” stands before a plural noun; “c'est” means “it is”.",
    fr="« Ces » précède un nom pluriel ; « c'est » présente.",
    **_SPELLING,
)
@on(
    "^ [c' est] n=:noun v=:fin",
    "avec|pour|sans|dans|sur|chez|tous|toutes|aime|adore|vois|connais [c' est] n=:noun",
)
def ces(match: Match) -> str | None:
    noun = match["n"]
    plural_only = {r.number for r in noun.nouns} == {"p"} and noun.mostly("noun", 0.7)
    return "ces" if plural_only and noun.norm not in {"vacances", "gens"} else None


@rule(
    "fr.homophone.ete",
    confidence=0.97,
    en="“Étais, était” are the imperfect of être; “été” is its participle: “{suggestion}”.",
    fr="« Étais, était » sont l'imparfait d'être ; « été » en est le participe : « {suggestion} ».",
    **_SPELLING,
)
@on("s=j'|il|elle|on|c'|tu|qui [été|étai] x=:word", "s=je n' [été|étai] pas|jamais|plus")
def ete(match: Match) -> str | None:
    return "étais" if match["s"].norm in {"j'", "je", "tu"} else "était"
