"""Pronouns: le and lui, qui and que and dont, reflexive pronouns, il est and c'est."""

from tutoring.french.grammar.closed_classes import LANGUAGES
from tutoring.french.grammar.predicates import predicates
from tutoring.french.grammar.sentence import Sentence
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.rule import on, rule
from tutoring.french.words.inflection import join

INDIRECT = (
    "~téléphoner|~parler|~répondre|~ressembler|~obéir|~désobéir|~plaire|~mentir|~sourire|"
    "~appartenir|~nuire"
)


DIRECT = (
    "~voir|~aimer|~adorer|~détester|~connaître|~regarder|~écouter|~attendre|~chercher|~rencontrer|"
    "~aider|~inviter|~comprendre|~remercier|~embrasser|~appeler|~épouser|~reconnaître|~déranger|"
    "~entendre|~suivre|~respecter|~admirer"
)


# Of these, not even a thing beside the person is the direct object.
ONLY_DIRECT = "~aider|~attendre|~rencontrer|~remercier|~inviter|~épouser|~déranger|~embrasser"


@rule(
    "fr.pronoun.lui",
    level="A2",
    confidence=0.94,
    severity="high",
    en="This verb takes “à”, so the pronoun is “lui” or “leur”: “{suggestion}”.",
    fr="Ce verbe se construit avec « à » : le pronom est « lui » ou « leur » : « {suggestion} ».",
)
@on(
    f"je|tu|il|elle|on|nous|vous|ils|elles|qui ne? [p=le|la|les v={INDIRECT}&:fin]",
    f"~aller|~pouvoir|~vouloir|~devoir|faut|pour|de @adverb? [p=le|la|les v={INDIRECT}&:inf]",
    f"je|tu|il|elle|on|nous|vous|ils|elles|qui ne? [p=l'|les ~avoir&:fin] @adverb? v={INDIRECT}&:pp",
)
def lui(match: Match) -> str | None:
    if _speaks_of_language(match.sentence):
        return None
    pronoun = "leur" if match["p"].norm == "les" else "lui"
    return f"{pronoun} {match.words[-1].text}"


def _speaks_of_language(sentence: Sentence) -> bool:
    """Whether « le » may be a language: le français, je le parle bien."""
    return any(norm in LANGUAGES or norm in {"langue", "langues"} for norm in sentence.norms)


@rule(
    "fr.pronoun.lui_asked",
    level="A2",
    confidence=0.95,
    en="Who is asked or told to do something is “lui” or “leur”: “{suggestion}”.",
    fr="La personne à qui l'on demande de faire quelque chose est « lui » ou « leur » : "
    "« {suggestion} ».",
)
@on(
    "je|tu|il|elle|on|nous|vous|ils|elles ne? [p=le|la|les v=~demander|~dire|~permettre|~conseiller|~proposer|~interdire|~défendre&:fin] @adverb? de|d' ne|n'? pas? @clitic? :infinitive"
)
def lui_asked(match: Match) -> str:
    return f"{'leur' if match['p'].norm == 'les' else 'lui'} {match['v'].text}"


@rule(
    "fr.pronoun.le",
    level="A2",
    confidence=0.93,
    severity="high",
    en="This verb takes its object directly, so the pronoun is “le, la, les”: “{suggestion}”.",
    fr="Ce verbe a un complément direct : le pronom est « le, la, les » : « {suggestion} ».",
)
@on(
    f"je|tu|il|elle|on|nous|vous|ils|elles ne? [p=lui|leur v={DIRECT}&:fin] @adverb? $",
    f"~aller|~pouvoir|~vouloir|~devoir|faut|pour|de @adverb? [p=lui|leur v={DIRECT}&:inf] $",
    f"je|tu|il|elle|on|nous|vous|ils|elles ne? [p=lui|leur v={DIRECT}&:fin] beaucoup|souvent|bien|hier|demain|tous|toujours|chaque",
    f"je|tu|il|elle|on|nous|vous|ils|elles ne? [p=lui|leur v={ONLY_DIRECT}&:fin] à|avec|dans|pour|pendant|devant|au|aux|pas",
)
def le(match: Match) -> str:
    pronoun = "les" if match["p"].norm == "leur" else "le"
    return join(pronoun, match["v"].text)


REFLEXIVE = {"je": "me", "j'": "me", "tu": "te", "nous": "nous", "vous": "vous"}


@rule(
    "fr.pronoun.reflexive_person",
    confidence=0.96,
    severity="high",
    en="The reflexive pronoun follows its subject (je me, tu te, nous nous...): “{suggestion}”.",
    fr="Le pronom réfléchi suit son sujet (je me, tu te, nous nous...) : « {suggestion} ».",
)
@on(
    "s=je|j'|tu|nous|vous ne|n'? [p=se|s' v=:fin|:inf]",
    "s=je|j'|tu|nous|vous ne|n'? ~aller|~vouloir|~pouvoir|~devoir|~aimer|~préférer|~adorer|~détester&:fin @adverb? [p=se|s' v=:inf]",
    "s=nous|vous ne|n'? [p=me|te|m'|t' v=:fin]",
)
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


@rule(
    "fr.pronoun.reflexive_missing",
    level="A2",
    confidence=0.94,
    severity="high",
    en="This verb is reflexive in French: “{suggestion}”.",
    fr="Ce verbe est pronominal : « {suggestion} ».",
)
@on(
    "s=je|tu|il|elle|on|nous|vous|ils|elles ne? [v=~souvenir|~méfier|~évanouir|~enfuir|~dépêcher|~moquer&:fin]",
    "s=je|tu|il|elle|on|nous|vous|ils|elles [v=~lever|~coucher|~réveiller&:fin] à|tôt|tard|vers|$",
    "s=je|tu|il|elle|on|nous|vous|ils|elles [v=~doucher|~brosser|~habiller|~promener|~reposer|~baigner|~dépêcher|~raser|~maquiller|~amuser&:fin] $|les|le|dans|bien|avec|beaucoup|chaque|tous|toujours|vite|à|après|avant|un",
    "s=je|tu|il|elle|on|nous|vous|ils|elles ~aller|~devoir|~vouloir|~pouvoir&:fin [v=lever|coucher|réveiller|doucher|habiller|reposer|dépêcher|souvenir|baigner|promener] à|tôt|tard|vers|$|dans|de",
    "s=il [v=passe] que|quoi|quelque",
    "s=je|tu|il|elle|on|nous|vous|ils|elles [v=~laver&:fin] les dents|mains|pieds|cheveux $|avant|après|tous|chaque|avec|et",
    "comment s=tu|il|elle [v=~appeler&:fin] $",
)
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


@rule(
    "fr.pronoun.c_est_un",
    level="A2",
    confidence=0.92,
    en="Before “un, une, des” + noun, say “c'est” or “ce sont”: “{suggestion}”.",
    fr="Devant « un, une, des » + nom, on dit « c'est » ou « ce sont » : « {suggestion} ».",
)
@on(
    "^ [il|elle est] un|une a=:adjective? n=:noun",
    "^ [ils|elles sont] des a=:adjective? n=:noun",
    "^ [il|elle est] mon|ma|notre n=@person",
)
def c_est_un(match: Match) -> str | None:
    noun = match["n"].norm
    if noun in {"heure", "peu", "fois", "temps", "lieu", "âge", "moment", "cas", "point"}:
        return None
    return "c'est" if match.words[1].norm == "est" else "ce sont"


@rule(
    "fr.pronoun.stressed_subject",
    confidence=0.98,
    en="Joined by “et”, the pronoun is “moi, toi, lui”: “{suggestion}”.",
    fr="Relié par « et », le pronom est « moi, toi, lui » : « {suggestion} ».",
)
@on("x=:noun|:cap|:name et [p=je|tu|il|ils] v=:fin")
def stressed_subject(match: Match) -> str | None:
    plural = any(r.number == "p" for r in match["v"].finites)
    if not plural or match["p"].norm == "ils":
        return None
    return {"je": "moi", "tu": "toi", "il": "lui"}[match["p"].norm]


@rule(
    "fr.pronoun.subject_stressed",
    confidence=0.95,
    severity="high",
    en="Before a verb, the subject is “je, tu, il”: “{suggestion}”.",
    fr="Devant un verbe, le sujet est « je, tu, il » : « {suggestion} ».",
)
@on("^ [moi v=:fin]", "^ [toi v=:fin]")
def subject_stressed(match: Match) -> str | None:
    person = {"moi": 1, "toi": 2}[match.words[0].norm]
    verb = match["v"]
    if not any((r.person, r.number) == (person, "s") for r in verb.finites) or not verb.mostly(
        "verb", 0.7
    ):
        return None
    return join("je" if person == 1 else "tu", verb.text)


@rule(
    "fr.pronoun.le_mien",
    level="A2",
    confidence=0.96,
    en="“Mien, tien, sien” need an article: “{suggestion}”.",
    fr="« Mien, tien, sien » demandent un article : « {suggestion} ».",
)
@on(
    "c'|ce ne|n'? ~être&:fin pas? [x=mien|mienne|miens|miennes|tien|tienne|tiens|tiennes|sien|sienne|siens|siennes]"
)
def le_mien(match: Match) -> str:
    word = match["x"].norm
    article = "les" if word.endswith("s") else "la" if word.endswith("ne") else "le"
    return f"{article} {word}"


@rule(
    "fr.pronoun.tous",
    level="A2",
    confidence=0.94,
    en="For “all of them”, say “tous” or “toutes”: “{suggestion}”.",
    fr="Pour dire l'ensemble des personnes : « tous » ou « toutes » : « {suggestion} ».",
)
@on(
    "s=ils|elles|nous ne|n'? ~être&:fin [tout] v=~partir|~arriver|~venir|~mourir|~sortir|~rester|~tomber|~entrer|~rentrer&:pp"
)
def tous(match: Match) -> str:
    return "toutes" if match["s"].norm == "elles" else "tous"
