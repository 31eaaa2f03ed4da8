"""Verbs in questions and orders: puis-je, va-t-il, vas-tu, mange !"""

from tutoring.french.grammar.subjects import PRONOUNS
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.rule import on, rule
from tutoring.french.rules.verbs import fits, likeliest, verb_lemma
from tutoring.french.words.inflection import conjugate


@rule(
    "fr.verb.inverted_je",
    level="B1",
    confidence=0.97,
    en="In questions, “je peux” becomes “puis-je”.",
    fr="Dans une question, « je peux » devient « puis-je ».",
)
@on("[peux|peut -je]")
def inverted_je(match: Match) -> str:
    return "puis-je"


@rule(
    "fr.verb.inverted_t",
    level="A2",
    category="spelling",
    confidence=0.96,
    en="Between two vowels, an inverted verb takes -t-: “{suggestion}”.",
    fr="Entre deux voyelles, le verbe inversé prend un -t- : « {suggestion} ».",
)
@on("[v=:fin p=-il|-elle|-on]", "[v=:fin p=-t-il|-t-elle|-t-on]")
def inverted_t(match: Match) -> str | None:
    verb, pronoun = match["v"], match["p"].norm
    needs = verb.norm.endswith(("a", "e", "c"))
    if needs == pronoun.startswith("-t-") or not any(r.person == 3 for r in verb.finites):
        return None
    plain = pronoun.removeprefix("-t").removeprefix("-")
    return f"{verb.norm}-t-{plain}" if needs else f"{verb.norm}-{plain}"


@rule(
    "fr.verb.imperative_s",
    level="A2",
    confidence=0.93,
    en="The imperative of “tu” has no s with verbs in -er: “{suggestion}”.",
    fr="À l'impératif, la 2e personne des verbes en -er ne prend pas de s : « {suggestion} ».",
)
@on(
    "^ [v=:fin] pas|plus|jamais|bien|moins|plus|la|le|les|l'|ta|ton|tes|ma|mon|mes|un|une|des|du|à|au|aux|avec|dans|moi|ici|tout|vite|encore|en|fort|lentement|ce|cette|sur|chez|-moi|-le|-la|-les|-lui",
    "^ ne|n' @clitic* [v=:fin] pas|plus|jamais|rien",
)
def imperative_s(match: Match) -> str | None:
    verb = match["v"]
    if verb.norm == "vas" and match.sentence.norm(match.last + 1) != "-y":
        return "va"
    if not verb.norm.endswith("es") or not verb.mostly("verb", 0.3) or len(verb.norm) < 5:
        return None
    if not any((r.person, r.number, r.mood) == (2, "s", "ind") for r in verb.finites):
        return None
    return verb.norm[:-1] if verb_lemma(verb).endswith(("er", "frir", "vrir")) else None


@rule(
    "fr.verb.inverted_person",
    level="A2",
    confidence=0.95,
    severity="high",
    en="The verb agrees with the pronoun that follows it: “{suggestion}”.",
    fr="Le verbe s'accorde avec le pronom qui le suit : « {suggestion} ».",
)
@on("[v=:fin] p=-tu|-il|-elle|-on|-ils|-elles|-t-il|-t-elle|-t-on")
def inverted_person(match: Match) -> str | None:
    verb, pronoun = match["v"], match["p"].norm.removeprefix("-t-").removeprefix("-")
    person_of, number, _ = PRONOUNS[pronoun]
    if fits(verb, person_of, number) or verb.norm == "est-ce":
        return None
    reading = likeliest(verb)
    form = conjugate(reading.lemma, person_of, number, reading.mood, reading.tense)
    return (
        form
        if form and not (form[-1] in "ae" and match["p"].norm.startswith(("-i", "-e", "-o")))
        else None
    )
