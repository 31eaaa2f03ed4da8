"""Words chosen the English way: faire une décision, visiter un ami, trois temps par jour."""

from tutoring.french.rules.hits import Hit
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.replacing import replaced, same_form
from tutoring.french.rules.rule import on, rule


@rule(
    "fr.calque.question",
    level="A2",
    category="vocabulary",
    confidence=0.95,
    en="One “puts” a question in French: “poser une question”.",
    fr="On « pose » une question : « poser une question ».",
)
@on(
    "[v=~faire|~demander&:verb] @adverb? une|des|la|deux|trois|quelques|cette|ma|sa|plusieurs|beaucoup|de|d'|autre? de|d'|autre|autres? question|questions"
)
def question(match: Match) -> tuple[Hit, ...]:
    return replaced(match, "poser")


@rule(
    "fr.calque.decision",
    level="A2",
    category="vocabulary",
    confidence=0.95,
    en="One “takes” a decision in French: “prendre une décision”.",
    fr="On « prend » une décision : « prendre une décision ».",
)
@on(
    "[v=~faire&:verb] @adverb? une|la|cette|des|ma|sa|bonne|mauvaise|grande|importante? bonne|mauvaise|grande? décision|décisions"
)
def decision(match: Match) -> tuple[Hit, ...]:
    return replaced(match, "prendre")


@rule(
    "fr.calque.exam",
    level="A2",
    category="vocabulary",
    confidence=0.93,
    en="In French one “passes” an exam just by sitting it: “passer un examen”.",
    fr="On « passe » un examen : « passer un examen ».",
)
@on(
    "[v=~prendre&:verb] @adverb? un|mon|mes|ton|tes|ta|votre|vos|notre|nos|l'|le|les|des|cet|son|ses|leur|leurs|deux examen|examens|test|bac"
)
def exam(match: Match) -> tuple[Hit, ...]:
    return replaced(match, "passer")


@rule(
    "fr.calque.attention",
    level="A2",
    category="vocabulary",
    confidence=0.97,
    en="“Pay attention” is “faire attention” in French.",
    fr="On dit « faire attention ».",
)
@on("[v=~payer|~prendre&:verb] bien|pas|plus? attention")
def attention(match: Match) -> tuple[Hit, ...]:
    return replaced(match, "faire")


@rule(
    "fr.calque.sense",
    level="B1",
    category="vocabulary",
    severity="low",
    confidence=0.93,
    en="“Make sense” is “avoir du sens” in French.",
    fr="Mieux que « faire du sens » : « avoir du sens ».",
)
@on("[v=~faire&:verb] du|aucun sens $", "ne|n' [v=~faire&:verb] pas de sens")
def sense(match: Match) -> tuple[Hit, ...]:
    return replaced(match, "avoir")


@rule(
    "fr.calque.visit_person",
    level="A2",
    category="vocabulary",
    confidence=0.93,
    en="One visits places; for people French says “rendre visite à”: “{suggestion}”.",
    fr="On visite un lieu ; à une personne, on rend visite : « {suggestion} ».",
)
@on(
    "[v=~visiter&:verb @adverb? d=mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|leur|leurs] x=@person"
)
def visit_person(match: Match) -> str | None:
    form = same_form(match, "rendre")
    middle = [w.text for w in match.words if match["v"].index < w.index < match["d"].index]
    return " ".join([form or "", *middle, "visite à", match["d"].text]) if form else None


@rule(
    "fr.calque.know",
    level="A2",
    category="vocabulary",
    confidence=0.94,
    en="“Connaître” a person or place, “savoir” a fact or how to do something: “{suggestion}”.",
    fr="On « connaît » une personne ou un lieu, on « sait » un fait : « {suggestion} ».",
)
@on(
    "[v=~connaître&:fin] pas|bien? que|qu'|si|où|pourquoi|comment|quand",
    "[v=~connaître&:fin] pas|bien? x=:infinitive",
    "[v=~savoir&:fin] pas|bien? mon|ma|mes|ton|ta|tes|son|sa|ses|votre|cette|ce|cet|un|une|la|le|les bon|bonne|petit|petite|joli|jolie? x=@person|ville|restaurant|hôtel|pays|fille|garçon|homme|femme|quartier|endroit|région|personne|gens|film|chanson|livre",
    "[v=~savoir&:fin] pas|bien? p=@city|@feminine_country",
)
def know(match: Match) -> tuple[Hit, ...] | None:
    verb = match["v"]
    lemma = "savoir" if "connaître" in verb.lemmas else "connaître"
    if (
        lemma == "savoir"
        and match.sentence.norm(match.last + 1) in {"que", "qu'"}
        and match.sentence.norm(match.first - 1) == "ne"
    ):
        return None
    return replaced(match, lemma)


@rule(
    "fr.calque.leave",
    level="A2",
    category="vocabulary",
    confidence=0.93,
    en="“Quitter” needs an object; to leave without one is “partir”: “{suggestion}”.",
    fr="« Quitter » demande un complément ; sans complément, on dit « partir » : « {suggestion} ».",
)
@on(
    "[v=~quitter&:fin] à :digits|:number|midi|minuit",
    "je|nous|il|elle|on [v=~quitter&:fin] demain|tôt|tard|maintenant|bientôt",
)
def leave(match: Match) -> tuple[Hit, ...]:
    return replaced(match, "partir")


@rule(
    "fr.calque.attend",
    level="B1",
    category="vocabulary",
    confidence=0.88,
    en="“Attendre” means to wait for; to attend is “assister à”: “{suggestion}”.",
    fr="« Attendre » n'a pas le sens d'« attend » ; on dit « assister à » : « {suggestion} ».",
)
@on(
    "[v=~attendre&:fin d=un|une|la|le|les|des] x=conférence|cours|séminaire|conférences|réunion|réunions|mariage $"
)
def attend(match: Match) -> str | None:
    form = same_form(match, "assister")
    article = {"le": "au", "les": "aux", "des": "à des"}.get(
        match["d"].norm, f"à {match['d'].text}"
    )
    return f"{form} {article}" if form else None


@rule(
    "fr.calque.miss",
    level="A2",
    category="vocabulary",
    confidence=0.93,
    en="What is missed is the subject in French: “{suggestion}”.",
    fr="Ce qui manque est le sujet : « {suggestion} ».",
)
@on(
    "[je v=manque d=mon|ma|mes x=@person|pays|ville|maison|chien|chat|famille]",
    "[je v=manque x=toi|vous]",
)
def miss(match: Match) -> str:
    person = match["x"].norm
    if "d" not in match:
        return {"toi": "tu me manques", "vous": "vous me manquez"}[person]
    verb = "manquent" if match["d"].norm == "mes" else "manque"
    return f"{match['d'].text} {match['x'].text} me {verb}"


@rule(
    "fr.calque.well",
    category="vocabulary",
    confidence=0.95,
    en="To say how one is, French uses “aller”: “{suggestion}”.",
    fr="Pour dire comment on se porte, on emploie « aller » : « {suggestion} ».",
)
@on("^ je [v=suis] très? x=bien , merci", "^ je [v=suis] très? x=bien merci|et")
def well(match: Match) -> tuple[Hit, ...]:
    return replaced(match, "aller")


@rule(
    "fr.calque.look_for",
    category="vocabulary",
    confidence=0.93,
    en="“To look for” is one verb in French, “chercher”: “{suggestion}”.",
    fr="Pour ce qu'on veut trouver, le verbe est « chercher » : « {suggestion} ».",
)
@on(
    "[v=~regarder&:verb pour] mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|un|une x=clé|clés|téléphone|lunettes|portefeuille|sac|chat|chien|appartement|travail|emploi|maison|hôtel|restaurant|cadeau|livre|chambre|ami|amis|passeport|voiture|vélo|place|portable|stylo"
)
def look_for(match: Match) -> str | None:
    return same_form(match, "chercher") or None


@rule(
    "fr.calque.mistake",
    level="A2",
    category="vocabulary",
    confidence=0.94,
    en="The verb that goes with this noun is “{suggestion}”.",
    fr="Le verbe qui va avec ce nom est « {suggestion} ».",
)
@on(
    "[v=~prendre&:verb] @adverb? une|des|deux|trois|cette|la|beaucoup|d'|grosse|petite? d'? x=erreur|erreurs|faute|fautes",
    "[v=~faire&:verb] @adverb? une|ma|sa|ta x=douche",
)
def mistake(match: Match) -> tuple[Hit, ...] | None:
    if match.sentence.norm(match["x"].index + 1) == "pour":
        return None  # prendre une chose pour une autre
    return replaced(match, "prendre" if match["x"].norm == "douche" else "faire")
