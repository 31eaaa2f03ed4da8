"""Pronouns: le and lui, qui and que and dont, reflexive pronouns, il est and c'est."""

from tutoring.french.grammar.predicates import predicates
from tutoring.french.grammar.sentence import Sentence
from tutoring.french.rules.pattern import Match
from tutoring.french.words.elision import join
from tutoring.french.words.lexical_fields import LANGUAGES


def lui(match: Match) -> str | None:
    if _speaks_of_language(match.sentence):
        return None
    pronoun = "leur" if match["p"].norm == "les" else "lui"
    return f"{pronoun} {match.words[-1].text}"


def _speaks_of_language(sentence: Sentence) -> bool:
    """Whether « le » may be a language: le français, je le parle bien."""
    return any(norm in LANGUAGES or norm in {"langue", "langues"} for norm in sentence.norms)


def lui_asked(match: Match) -> str:
    return f"{'leur' if match['p'].norm == 'les' else 'lui'} {match['v'].text}"


def le(match: Match) -> str:
    pronoun = "les" if match["p"].norm == "leur" else "le"
    return join(pronoun, match["v"].text)


REFLEXIVE = {"je": "me", "j'": "me", "tu": "te", "nous": "nous", "vous": "vous"}


def reflexive_person(match: Match) -> str | None:
    sentence, at = match.sentence, match["s"].index
    if not any(p.subject == at for p in predicates(sentence)):
        return None
    if match["p"].norm in {"me", "te", "m'", "t'"}:
        if not any(
            (r.person, r.number) == ({"nous": 1, "vous": 2}[match["s"].norm], "p")
            for r in match["v"].finites
        ):
            return None
        if match["s"].norm == "vous" or match["p"].norm in {"te", "t'"}:
            return None
    if match["v"].infinitive or match["s"].norm not in {"je", "tu", "nous", "vous"}:
        return join(REFLEXIVE[match["s"].norm], match["v"].text)
    return join(REFLEXIVE[match["s"].norm], match["v"].text)


def reflexive_missing(match: Match) -> str | None:
    subject, verb = match["s"], match["v"]
    following = match.sentence.norm(match.last + 1)
    if subject.norm in {"nous", "vous"} and match.sentence.norm(subject.index - 1) == subject.norm:
        return None
    if following == "à" and not _opens_hour(match.sentence, match.last + 2):
        return None
    if (
        verb.norm in {"souvient"}
        and subject.norm == "il"
        and match.sentence.norm(match.first - 2) == ""
    ):
        return None
    if (
        following == "les"
        and "brosser" not in verb.lemmas
        or following in {"le", "un"}
        and match.sentence.norm(match.last + 2) not in {"matin", "soir"}
        and not {"brosser", "raser"} & verb.lemmas
    ) and "laver" not in verb.lemmas:
        return None
    if following == "avec" and not {"amuser", "promener"} & verb.lemmas:
        return None
    pronoun = {"il": "se", "elle": "se", "on": "se", "ils": "se", "elles": "se"}.get(
        subject.norm, REFLEXIVE.get(subject.norm, "se")
    )
    return join(pronoun, verb.text)


def _opens_hour(sentence: Sentence, at: int) -> bool:
    word = sentence.word(at)
    if word is None:
        return False
    return not word.traits.isdisjoint({"number", "digits"}) or word.norm in {"midi", "minuit"}


def c_est_un(match: Match) -> str | None:
    noun = match["n"].norm
    if noun in {"heure", "peu", "fois", "temps", "lieu", "âge", "moment", "cas", "point"}:
        return None
    return "c'est" if match.words[1].norm == "est" else "ce sont"


def stressed_subject(match: Match) -> str | None:
    plural = any(r.number == "p" for r in match["v"].finites)
    if not plural or match["p"].norm == "ils":
        return None
    return {"je": "moi", "tu": "toi", "il": "lui"}[match["p"].norm]


def subject_stressed(match: Match) -> str | None:
    person = {"moi": 1, "toi": 2}[match.words[0].norm]
    verb = match["v"]
    if not any((r.person, r.number) == (person, "s") for r in verb.finites) or not verb.mostly(
        "verb", 0.7
    ):
        return None
    return join("je" if person == 1 else "tu", verb.text)


def le_mien(match: Match) -> str:
    word = match["x"].norm
    article = "les" if word.endswith("s") else "la" if word.endswith("ne") else "le"
    return f"{article} {word}"


def tous(match: Match) -> str:
    return "toutes" if match["s"].norm == "elles" else "tous"
