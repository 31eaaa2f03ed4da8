"""Hyphens between a verb and the pronoun after it: donne-moi, as-tu, est-ce que."""

from tutoring.french.rules.pattern import Match

# Verbs of which a listener is the object or the receiver.
_GIVING = (
    "~donner|~dire|~montrer|~aider|~parler|~expliquer|~envoyer|~passer|~laisser|~écouter|~attendre|"
    "~appeler|~répondre|~rappeler|~prêter|~raconter|~croire|~excuser|~pardonner|~permettre|~faire|"
    "~rendre|~apporter|~écrire|~téléphoner|~regarder|~suivre|~acheter"
)
_REFLEXIVE = (
    "~asseoir|~lever|~taire|~dépêcher|~calmer|~reposer|~réveiller|~habiller|~souvenir|~méfier"
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


def inversion(match: Match) -> str | None:
    sentence, pronoun = match.sentence, match["p"].norm
    if sentence.norms[-1][0] != "?":
        return None
    following = sentence.word(match.last + 1)
    if following and following.finites and not (following.participles or following.nouns):
        return None  # que fais tu es... : another verb has the pronoun
    return f"{match['v'].text}-{pronoun}"


def euphonic_t(match: Match) -> str:
    pronoun = match["p"].norm.removeprefix("-").removeprefix("t-").removeprefix("t'")
    return f"{match['v'].text}-t-{pronoun}"


def est_ce_que(match: Match) -> str | None:
    if match.sentence.norms[-1][0] != "?" and match.first > 1:
        return None
    return f"est-ce {match['x'].text}"


def doubled_subject(match: Match) -> str:
    return match["x"].text
