"""Why another word or form is meant: said with the words concerned, in English and French. Pure."""

from typing import Final

from tutoring.french.evidence.alternatives import Candidate, Place

# What a word is, to tell it from those that sound like it.
_GLOSSES: Final[dict[str, tuple[str, str]]] = {
    "a": ("“a” is the verb avoir (il a)", "« a » est le verbe avoir (il a)"),
    "à": ("“à” is the preposition", "« à » est la préposition"),
    "as": ("“as” is the verb avoir (tu as)", "« as » est le verbe avoir (tu as)"),
    "ai": ("“ai” is the verb avoir (j'ai)", "« ai » est le verbe avoir (j'ai)"),
    "et": ("“et” means “and”", "« et » relie deux mots"),
    "est": ("“est” is the verb être (il est)", "« est » est le verbe être (il est)"),
    "es": ("“es” is the verb être (tu es)", "« es » est le verbe être (tu es)"),
    "son": ("“son” shows who owns it (son sac)", "« son » est le possessif (son sac)"),
    "sont": ("“sont” is the verb être (ils sont)", "« sont » est le verbe être (ils sont)"),
    "on": ("“on” is the subject pronoun", "« on » est le pronom sujet"),
    "ont": ("“ont” is the verb avoir (ils ont)", "« ont » est le verbe avoir (ils ont)"),
    "ou": ("“ou” means “or”", "« ou » marque un choix"),
    "où": ("“où” is about place or time", "« où » dit le lieu ou le moment"),
    "ce": ("“ce” points at something", "« ce » montre quelque chose"),
    "se": ("“se” is the reflexive pronoun", "« se » est le pronom réfléchi"),
    "ces": ("“ces” means “these”", "« ces » montre plusieurs choses"),
    "ses": ("“ses” shows who owns them", "« ses » est le possessif"),
    "c'est": ("“c'est” means “it is”", "« c'est » présente quelque chose"),
    "s'est": ("“s'est” is a reflexive verb in the past", "« s'est » vient d'un verbe pronominal"),
    "sais": ("“sais” is the verb savoir (je sais)", "« sais » est le verbe savoir (je sais)"),
    "sait": ("“sait” is the verb savoir (il sait)", "« sait » est le verbe savoir (il sait)"),
    "la": ("“la” is the article or pronoun", "« la » est l'article ou le pronom"),
    "là": ("“là” means “there”", "« là » dit le lieu"),
    "l'a": ("“l'a” is a pronoun and avoir", "« l'a », c'est un pronom et avoir"),
    "peu": ("“peu” means “little, few”", "« peu » dit une petite quantité"),
    "peut": ("“peut” is the verb pouvoir (il peut)", "« peut » est le verbe pouvoir (il peut)"),
    "peux": ("“peux” is the verb pouvoir (je peux)", "« peux » est le verbe pouvoir (je peux)"),
    "plus": ("“plus” means “more” or, with ne, “no longer”", "« plus » compare ou, avec ne, dit la fin"),
    "plu": ("“plu” comes from plaire or pleuvoir", "« plu » vient de plaire ou de pleuvoir"),
    "que": ("“que” stands for an object or opens a clause", "« que » est complément ou ouvre une proposition"),
    "qu'": ("“qu'” stands for an object or opens a clause", "« qu' » est complément ou ouvre une proposition"),
    "qui": ("“qui” is the subject of the verb that follows", "« qui » est le sujet du verbe qui suit"),
    "dont": ("“dont” stands for “de” and a noun", "« dont » remplace « de » et un nom"),
    "ça": ("“ça” means “that”", "« ça » veut dire cela"),
    "sa": ("“sa” shows who owns it (sa clé)", "« sa » est le possessif (sa clé)"),
    "mais": ("“mais” means “but”", "« mais » oppose deux idées"),
    "mes": ("“mes” means “my”", "« mes » est le possessif"),
    "leur": ("“leur” takes no s before a verb or a singular noun", "« leur » ne prend pas de s devant un verbe ou un nom singulier"),
    "leurs": ("“leurs” stands before a plural noun", "« leurs » va avec un nom pluriel"),
    "tout": ("“tout” is masculine singular, or an adverb", "« tout » est au masculin singulier, ou adverbe"),
    "tous": ("“tous” is masculine plural", "« tous » est au masculin pluriel"),
    "toute": ("“toute” is feminine singular", "« toute » est au féminin singulier"),
    "toutes": ("“toutes” is feminine plural", "« toutes » est au féminin pluriel"),
    "qu'elle": ("“qu'elle” is “que” and “elle”", "« qu'elle », c'est « que » et « elle »"),
    "quelle": ("“quelle” asks about a feminine noun", "« quelle » interroge sur un nom féminin"),
    "sans": ("“sans” means “without”", "« sans » dit ce qui manque"),
    "s'en": ("“s'en” is two pronouns before a verb", "« s'en », ce sont deux pronoms devant un verbe"),
    "si": ("“si” means “if” or “so”", "« si » pose une condition ou renforce"),
    "s'y": ("“s'y” is two pronouns before a verb", "« s'y », ce sont deux pronoms devant un verbe"),
    "dans": ("“dans” means “in”", "« dans » dit le lieu"),
    "d'en": ("“d'en” stands before an infinitive", "« d'en » se met devant un infinitif"),
    "ni": ("“ni” means “neither, nor”", "« ni » joint deux négations"),
    "n'y": ("“n'y” is “ne” and “y” before a verb", "« n'y », c'est « ne » et « y » devant un verbe"),
    "quand": ("“quand” means “when”", "« quand » dit le moment"),
    "près": ("“près” means “near”", "« près » dit la distance"),
    "prêt": ("“prêt” means “ready”", "« prêt » veut dire préparé"),
    "du": ("“du” is “de” and “le”", "« du », c'est « de » et « le »"),
    "dû": ("“dû” comes from devoir", "« dû » vient de devoir"),
    "sur": ("“sur” means “on”", "« sur » dit la place"),
    "sûr": ("“sûr” means “sure”", "« sûr » veut dire certain"),
    "moi": ("“moi” stands alone or after a preposition", "« moi » se met seul ou après une préposition"),
    "je": ("“je” is the subject of a verb", "« je » est le sujet d'un verbe"),
    "bon": ("“bon” goes with a noun", "« bon » accompagne un nom"),
    "bien": ("“bien” goes with a verb", "« bien » accompagne un verbe"),
    "lui": ("“lui” stands for “à” and a person", "« lui » remplace « à » et une personne"),
    "le": ("“le” is masculine singular", "« le » est au masculin singulier"),
    "les": ("“les” is plural", "« les » est au pluriel"),
    "un": ("“un” is masculine", "« un » est masculin"),
    "une": ("“une” is feminine", "« une » est féminin"),
    "des": ("“des” is plural", "« des » est au pluriel"),
}  # fmt: skip

_TIMES: Final[dict[str, tuple[str, str]]] = {
    "inf": ("the infinitive", "l'infinitif"),
    "pp": ("the past participle", "le participe passé"),
    "pres": ("the present", "le présent"),
    "impf": ("the imperfect", "l'imparfait"),
    "sub": ("the subjunctive", "le subjonctif"),
    "cond": ("the conditional", "le conditionnel"),
    "fut": ("the future", "le futur"),
    "ger": ("the present participle", "le participe présent"),
    "past": ("the past", "le passé"),
}
_PERSONS: Final = {
    "1s": "je",
    "2s": "tu",
    "3s": "il, elle",
    "1p": "nous",
    "2p": "vous",
    "3p": "ils, elles",
}
_FORMS: Final[dict[str, tuple[str, str]]] = {
    "ms": ("masculine singular", "au masculin singulier"),
    "fs": ("feminine singular", "au féminin singulier"),
    "mp": ("masculine plural", "au masculin pluriel"),
    "fp": ("feminine plural", "au féminin pluriel"),
    "s": ("singular", "au singulier"),
    "p": ("plural", "au pluriel"),
}


def explanation(place: Place, candidate: Candidate, span: str, suggestion: str) -> tuple[str, str]:
    """Return the explanation in English and in French; both name what to write."""
    if place.kind == "verb":
        return _of_verb(place, candidate, suggestion)
    if place.kind in {"noun", "adjective"}:
        return _of_agreement(place, candidate, suggestion)
    if place.kind == "alike":
        return _of_alike(span.lower(), suggestion)
    if place.kind == "doubled":
        return (
            f"This word stands twice: “{suggestion}”.",
            f"Ce mot est écrit deux fois : « {suggestion} ».",
        )
    return (
        f"A word seems to be missing: “{suggestion}”.",
        f"Il semble manquer un mot : « {suggestion} ».",
    )


def _of_alike(span: str, suggestion: str) -> tuple[str, str]:
    told = [_GLOSSES[word] for word in (suggestion.lower().strip(), span) if word in _GLOSSES]
    english = "; ".join(en for en, _ in told)
    french = " ; ".join(fr for _, fr in told)
    if not told:
        return f"Here “{suggestion}” is meant.", f"Ici, on écrit « {suggestion} »."
    return (
        f"Here: “{suggestion}”. {_capital(english)}.",
        f"Ici : « {suggestion} ». {_capital(french)}.",
    )


def _of_verb(place: Place, candidate: Candidate, suggestion: str) -> tuple[str, str]:
    tag = candidate.labels[0].split("+")[0].split(".")
    english, french = _TIMES.get(tag[1], ("another form", "une autre forme"))
    person = _PERSONS.get(tag[2], "")
    form = _FORMS.get(tag[2], ("", ""))
    if person:
        english, french = f"{english} with {person}", f"{french} avec {person}"
    elif form[0] and tag[2] != "ms":
        english, french = f"{english}, {form[0]}", f"{french} {form[1]}"
    return (
        f"Here {english} of “{place.lemma}” is needed: “{suggestion}”.",
        f"Ici, il faut {french} de « {place.lemma} » : « {suggestion} ».",
    )


def _of_agreement(place: Place, candidate: Candidate, suggestion: str) -> tuple[str, str]:
    tag = candidate.labels[0].split("+")[0].split(".")[1]
    english, french = _FORMS.get(tag, ("another form", "à une autre forme"))
    return (
        f"“{place.lemma.capitalize()}” is {english} here: “{suggestion}”.",
        f"Ici, « {place.lemma} » est {french} : « {suggestion} ».",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
