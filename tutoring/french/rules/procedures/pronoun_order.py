"""Where pronouns stand: je le vois, je veux le voir, je l'ai vu."""

from tutoring.french.rules.pattern import Match
from tutoring.french.words.elision import join
from tutoring.french.words.inflection import participle


def modal_pronoun(match: Match) -> str | None:
    words, pronoun = match.words, match["p"].norm
    if pronoun in {"en", "y"} and "vouloir" in match["v"].lemmas:
        return None
    full = {"l'": "le", "m'": "me", "t'": "te"}.get(pronoun, pronoun)
    middle = " ".join(word.text for word in words[1:-1])
    return f"{middle} {join(full, match['i'].text)}"


def participle_pronoun(match: Match) -> str | None:
    verb, aux, subject = match["v"], match["a"], match["s"].norm
    if verb.adjectives and not verb.mostly("verb", 0.7) or len(match.words) > 4:
        return None
    before = "je" if subject == "j'" else match["s"].text
    if verb.mostly("noun", 0.3):
        return None
    pronoun = "le" if match["p"].norm == "l'" else match["p"].norm
    number = "p" if pronoun == "les" else "s"
    agreed = participle(verb.participles[0].lemma, "m", number) if number == "p" else verb.text
    return f"{before} {join(pronoun, aux.text)} {agreed}"


def stressed_object(match: Match) -> str:
    return join({"moi": "me", "toi": "te"}[match["p"].norm], match["v"].text)


_TO_CLITIC = {
    "moi": "me",
    "toi": "te",
    "lui": "le",
    "elle": "la",
    "eux": "les",
    "elles": "les",
    "le": "le",
    "la": "la",
    "les": "les",
}


def object_pronoun(match: Match) -> str | None:
    verb, pronoun = match["v"], match["p"].norm
    if match["s"].norm == "je" and pronoun == "moi" or match["s"].norm == "tu" and pronoun == "toi":
        return None
    placed = join(_TO_CLITIC[pronoun], verb.text)
    return f"je {placed}" if match["s"].norm == "j'" else placed


def indirect_pronoun(match: Match) -> str:
    pronoun = {"moi": "me", "toi": "te", "eux": "leur", "elles": "leur"}.get(match["p"].norm, "lui")
    return join(pronoun, match["v"].text)


def pronoun_after_verb(match: Match) -> str:
    return join(match["p"].norm, match["v"].text)


def object_of_compound(match: Match) -> str | None:
    if match.sentence.norm(match.last + 1) in {"et", "ou", "mais"}:
        return None  # elle a vu moi et ma sœur
    placed = join(_TO_CLITIC[match["p"].norm], match["a"].text)
    subject = "je " if "s" in match else ""
    return f"{subject}{placed} {match['v'].text}"


def infinitive_pronoun(match: Match) -> str:
    pronoun = {"toi": "te", "moi": "me"}.get(match["p"].norm, match["p"].norm)
    return join(pronoun, match["v"].text)
