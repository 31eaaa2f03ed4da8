"""Where pronouns stand: je le vois, je veux le voir, je l'ai vu."""

from tutoring.french.rules.pattern import Match
from tutoring.french.rules.rule import on, rule
from tutoring.french.rules.word_order import SUBJECT
from tutoring.french.words.inflection import join, participle


@rule(
    "fr.order.modal_pronoun",
    level="A2",
    confidence=0.94,
    en="The pronoun stands right before the infinitive: “{suggestion}”.",
    fr="Le pronom se place juste devant l'infinitif : « {suggestion} ».",
)
@on(
    f"{SUBJECT} ne? [p=le|la|les|lui|leur|me|te|se|l'|m'|t'|y|en v=~vouloir|~pouvoir|~devoir|~aller&:fin pas|plus|jamais|bien|toujours? i=:infinitive]"
)
def modal_pronoun(match: Match) -> str | None:
    words, pronoun = match.words, match["p"].norm
    if pronoun in {"en", "y"} and "vouloir" in match["v"].lemmas:
        return None
    full = {"l'": "le", "m'": "me", "t'": "te"}.get(pronoun, pronoun)
    middle = " ".join(word.text for word in words[1:-1])
    return f"{middle} {join(full, match['i'].text)}"


@rule(
    "fr.order.participle_pronoun",
    level="A2",
    confidence=0.95,
    en="The pronoun stands before the auxiliary: “{suggestion}”.",
    fr="Le pronom se place devant l'auxiliaire : « {suggestion} ».",
)
@on("[s=je|j'|tu|il|elle|on|nous|vous|ils|elles n'? a=~avoir&:fin p=le|la|les|lui|leur|l' v=:pp]")
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


@rule(
    "fr.order.stressed_object",
    level="A1",
    confidence=0.95,
    en="Before an infinitive the object is “me, te”: “{suggestion}”.",
    fr="Devant un infinitif, le complément est « me, te » : « {suggestion} ».",
)
@on(
    "~pouvoir|~vouloir|~devoir|~aller|~aimer&:fin -tu|-vous|-il|-elle|pas|bien? [p=moi|toi v=:infinitive]"
)
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


_SEEING = (
    "~aimer|~adorer|~voir|~connaître|~comprendre|~écouter|~regarder|~attendre|~appeler|~aider|"
    "~inviter|~chercher|~détester|~rencontrer|~remercier|~embrasser"
)


@rule(
    "fr.order.object_pronoun",
    confidence=0.98,
    severity="high",
    en="An object pronoun stands before the verb: “{suggestion}”.",
    fr="Le pronom complément se place devant le verbe : « {suggestion} ».",
)
@on(
    f"s={SUBJECT} [v={_SEEING}&:fin p=moi|toi|lui|elle|eux|elles|le|la|les] $",
    f"[s=j' v={_SEEING}&:fin p=moi|toi|lui|elle|eux|elles|le|la|les] $",
    f"s={SUBJECT} [v={_SEEING}&:fin p=moi|toi|lui|elle|eux|le|la|les] beaucoup|bien|souvent|tous|tout",
)
def object_pronoun(match: Match) -> str | None:
    verb, pronoun = match["v"], match["p"].norm
    if match["s"].norm == "je" and pronoun == "moi" or match["s"].norm == "tu" and pronoun == "toi":
        return None
    placed = join(_TO_CLITIC[pronoun], verb.text)
    return f"je {placed}" if match["s"].norm == "j'" else placed


@rule(
    "fr.order.indirect_pronoun",
    level="A2",
    confidence=0.94,
    en="With this verb, “à moi, à toi, à lui” become “me, te, lui” before it: “{suggestion}”.",
    fr="Avec ce verbe, « à moi, à toi, à lui » deviennent « me, te, lui » devant lui : "
    "« {suggestion} ».",
)
@on(
    f"s={SUBJECT} [v=~parler|~dire|~donner|~téléphoner|~écrire|~répondre|~demander|~expliquer|~montrer|~envoyer|~offrir|~prêter&:fin à p=moi|toi|lui|elle|eux|elles] $"
)
def indirect_pronoun(match: Match) -> str:
    pronoun = {"moi": "me", "toi": "te", "eux": "leur", "elles": "leur"}.get(match["p"].norm, "lui")
    return join(pronoun, match["v"].text)


@rule(
    "fr.order.pronoun_after_verb",
    level="A2",
    confidence=0.95,
    en="The pronoun stands before the verb: “{suggestion}”.",
    fr="Le pronom se place devant le verbe : « {suggestion} ».",
)
@on(
    f"s={SUBJECT} [v=~parler|~répondre|~téléphoner|~écrire|~dire|~demander|~donner|~expliquer&:fin p=lui|leur] $|souvent|toujours|tous|bien|de|que|beaucoup|chaque",
    f"s={SUBJECT} [v=~donner|~prendre|~mettre|~acheter|~envoyer|~montrer|~porter|~lire|~faire|~voir|~manger&:fin p=le|la|les] à|dans|sur|avec|tous|souvent|chaque|demain|bien",
)
def pronoun_after_verb(match: Match) -> str:
    return join(match["p"].norm, match["v"].text)


@rule(
    "fr.order.object_of_compound",
    confidence=0.95,
    severity="high",
    en="An object pronoun stands before the auxiliary: “{suggestion}”.",
    fr="Le pronom complément se place devant l'auxiliaire : « {suggestion} ».",
)
@on(
    f"tu|il|elle|on|nous|vous|ils|elles [a=~avoir&:fin v={_SEEING}&:pp p=moi|toi] $|au|à|hier|dans|ce|en|pour",
    f"[s=j' a=~avoir&:fin v={_SEEING}&:pp p=toi] $|au|à|hier|dans|ce|en|pour",
)
def object_of_compound(match: Match) -> str | None:
    if match.sentence.norm(match.last + 1) in {"et", "ou", "mais"}:
        return None  # elle a vu moi et ma sœur
    placed = join(_TO_CLITIC[match["p"].norm], match["a"].text)
    subject = "je " if "s" in match else ""
    return f"{subject}{placed} {match['v'].text}"


@rule(
    "fr.order.infinitive_pronoun",
    level="A2",
    confidence=0.94,
    en="The pronoun stands before the infinitive: “{suggestion}”.",
    fr="Le pronom se place devant l'infinitif : « {suggestion} ».",
)
@on(
    "~aller|~vouloir|~pouvoir|~devoir&:fin pas|aussi|bien? [v=donner|dire|téléphoner|parler|demander|écrire|montrer|envoyer|offrir|expliquer|prêter|répondre p=lui|leur] $|un|une|le|la|les|l'|des|du|de|ce|cette|mon|ma|mes|que|demain",
    "~aller|~vouloir|~pouvoir|~devoir&:fin pas|aussi|bien? [v=voir|aider|attendre|appeler|inviter|aimer|comprendre|écouter|rencontrer p=toi|moi] $|demain|ce|à|au",
)
def infinitive_pronoun(match: Match) -> str:
    pronoun = {"toi": "te", "moi": "me"}.get(match["p"].norm, match["p"].norm)
    return join(pronoun, match["v"].text)
