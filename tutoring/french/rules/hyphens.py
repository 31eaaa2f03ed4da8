"""Hyphens between a verb and the pronoun after it: donne-moi, as-tu, est-ce que."""

from tutoring.french.rules.pattern import Match
from tutoring.french.rules.rule import on, rule

SPELLING = {"category": "spelling", "level": "A2", "severity": "low"}

# Verbs of which a listener is the object or the receiver.
_GIVING = (
    "~donner|~dire|~montrer|~aider|~parler|~expliquer|~envoyer|~passer|~laisser|~écouter|~attendre|"
    "~appeler|~répondre|~rappeler|~prêter|~raconter|~croire|~excuser|~pardonner|~permettre|~faire|"
    "~rendre|~apporter|~écrire|~téléphoner|~regarder|~suivre|~acheter"
)
_REFLEXIVE = (
    "~asseoir|~lever|~taire|~dépêcher|~calmer|~reposer|~réveiller|~habiller|~souvenir|~méfier"
)


@rule(
    "fr.hyphen.imperative",
    confidence=0.94,
    en="In a command, a hyphen joins verb and pronoun: “{suggestion}”.",
    fr="À l'impératif, un trait d'union joint le verbe et le pronom : « {suggestion} ».",
    **SPELLING,
)
@on(
    f"^ [v={_GIVING}&:fin p=moi]",
    f"^ [v={_REFLEXIVE}&:fin p=toi] $|là|ici|vite|bien|un|pas|tranquillement",
)
def imperative(match: Match) -> str | None:
    verb = match["v"]
    orders = any(r.mood == "imp" for r in verb.verbs)
    if not orders or not verb.mostly("verb", 0.3) or _is_after(match, "que", "qu'", "qui", "comme"):
        return None
    if match.sentence.norm(match.last + 1) in {"qui", "et", "non", "aussi", "-même", "j'", "je"}:
        return None
    return f"{verb.text}-{match['p'].norm}"


def _is_after(match: Match, *norms: str) -> bool:
    return match.sentence.norm(match.first - 1) in norms


@rule(
    "fr.hyphen.inversion",
    confidence=0.94,
    en="In a question, a hyphen joins the verb and its subject: “{suggestion}”.",
    fr="Dans une question, un trait d'union joint le verbe et son sujet : « {suggestion} ».",
    **SPELLING,
)
@on(
    "^|où|comment|quand|pourquoi|combien|que|qu'|qui "
    "[v=peux|veux|as|es|vas|sais|dois|fais|viens|connais|aimes|penses|habites|travailles p=tu]",
    "^|où|comment|quand|pourquoi|combien|que|qu'|qui "
    "[v=pouvez|voulez|avez|êtes|allez|savez|devez|faites|venez|connaissez|aimez|pensez|habitez|travaillez p=vous]",
)
def inversion(match: Match) -> str | None:
    sentence, pronoun = match.sentence, match["p"].norm
    if sentence.norms[-1][0] != "?":
        return None
    following = sentence.word(match.last + 1)
    if following and following.finites and not (following.participles or following.nouns):
        return None  # que fais tu es... : another verb has the pronoun
    return f"{match['v'].text}-{pronoun}"


@rule(
    "fr.hyphen.t",
    confidence=0.95,
    en="Between two vowels, -t- joins the verb and its subject: “{suggestion}”.",
    fr="Entre deux voyelles, -t- joint le verbe et son sujet : « {suggestion} ».",
    **SPELLING,
)
@on(
    "[v=a|va|aura|sera|fera|y t|t' p=il|elle|on]",
    "[v=a|va|aura|sera|fera p=t-il|t-elle|t-on|t'il|t'elle|t'on]",
    "[v=a|va|aura|sera|fera t p=-il|-elle|-on]",
    "[v=a p=-t'il|-t'elle|-t'on]",
)
def euphonic_t(match: Match) -> str:
    pronoun = match["p"].norm.removeprefix("-").removeprefix("t-").removeprefix("t'")
    return f"{match['v'].text}-t-{pronoun}"


@rule(
    "fr.hyphen.est_ce_que",
    confidence=0.96,
    en="The question is asked with “est-ce que”: “{suggestion}”.",
    fr="La question se pose avec « est-ce que » : « {suggestion} ».",
    **SPELLING,
)
@on(
    "^|où|comment|quand|pourquoi|combien [est x=que|qu'] je|j'|tu|il|elle|on|nous|vous|ils|elles|c'|ce|y",
)
def est_ce_que(match: Match) -> str | None:
    if match.sentence.norms[-1][0] != "?" and match.first > 1:
        return None
    return f"est-ce {match['x'].text}"


@rule(
    "fr.hyphen.doubled_subject",
    level="A2",
    confidence=0.96,
    en="The subject is said once: “{suggestion}”.",
    fr="Le sujet ne se répète pas : « {suggestion} ».",
)
@on(
    "[x=-il|-t-il y=il]",
    "[x=-elle|-t-elle y=elle]",
    "[x=-tu y=tu]",
    "[x=-on|-t-on y=on]",
    "[x=-ils y=ils]",
)
def doubled_subject(match: Match) -> str:
    return match["x"].text
