"""Words chosen the English way: faire une décision, visiter un ami, trois temps par jour."""

from tutoring.french.rules.hits import Hit
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.replacing import replaced, same_form
from tutoring.french.rules.rule import on, phrases, rule


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
    "fr.calque.times",
    category="vocabulary",
    confidence=0.95,
    en="For how often something happens, the word is “fois”, not “temps”: “{suggestion}”.",
    fr="Pour dire combien de fois, on emploie « fois » et non « temps » : « {suggestion} ».",
)
@on(
    "[d=chaque|deux|trois|quatre|cinq|plusieurs|quelques|dix|cette|dernière|prochaine|première|deuxième|une x=temps]",
    "[d=premier|prochain|deuxième x=temps] que|qu'|$",
)
def times(match: Match) -> str | None:
    if match.sentence.norm(match.last + 1) in {"verbal", "verbaux", "partiel", "libre", "plein"}:
        return None
    given = match["d"].norm
    if match.sentence.norm(match.first - 1) in {
        "à",
        "en",
        "musique",
        "à la",
        "dans",
        "au",
        "un",
        "valse",
        "les",
        "ce",
        "le",
    }:
        return None
    return f"{ {'premier': 'première', 'prochain': 'prochaine'}.get(given, given) } fois"


FIXED = {
    "dans mon opinion": "à mon avis",
    "en mon opinion": "à mon avis",
    "pour exemple": "par exemple",
    "sur le bus": "dans le bus",
    "sur le train": "dans le train",
    "sur l' avion": "dans l'avion",
    "sur le métro": "dans le métro",
    "sur la télé": "à la télé",
    "sur la télévision": "à la télévision",
    "sur la radio": "à la radio",
    "dans la photo": "sur la photo",
    "dans le matin": "le matin",
    "dans le soir": "le soir",
    "dans le week-end": "le week-end",
    "en le matin": "le matin",
    "en le soir": "le soir",
    "en l' après-midi": "l'après-midi",
    "sur le week-end": "le week-end",
    "à le week-end": "le week-end",
    "au même moment que": "en même temps que",
    "tomber en amour": "tomber amoureux",
    "tombé en amour": "tombé amoureux",
    "en amour avec": "amoureux de",
    "quel temps est-il": "quelle heure est-il",
    "prendre une marche": "faire une promenade",
    "prendre une promenade": "faire une promenade",
    "un bon temps": "un bon moment",
    "quelque gens": "quelques personnes",
    "en ce moment là": "à ce moment-là",
    "à nouveau encore": "à nouveau",
    "sauver de l' argent": "économiser de l'argent",
    "sauver du temps": "gagner du temps",
    "tout le jour": "toute la journée",
    "tout l' an": "toute l'année",
    "cet an": "cette année",
    "beaucoup de peuple": "beaucoup de gens",
    "beaucoup de peuples": "beaucoup de gens",
    "comment est-ce dit": "comment dit-on",
    "dans le téléphone": "au téléphone",
    "sur le téléphone": "au téléphone",
    "sur vacances": "en vacances",
    "dans vacances": "en vacances",
    "à vacances": "en vacances",
    "dans vélo": "à vélo",
    "de vacance": "de vacances",
    "en vacance": "en vacances",
    "dans l' internet": "sur Internet",
    "dans internet": "sur Internet",
    "à internet": "sur Internet",
    "prendre soin pour": "prendre soin de",
    "depuis longtemps avant": "il y a longtemps",
    "le jour d' avant hier": "avant-hier",
    "aller pour shopping": "faire du shopping",
    "aller shopping": "faire du shopping",
    "faire shopping": "faire du shopping",
}


fixed = rule(
    "fr.calque.fixed_phrase",
    level="A2",
    category="vocabulary",
    confidence=0.96,
    en="French has another set phrase for this: “{suggestion}”.",
    fr="L'expression consacrée est : « {suggestion} ».",
)(phrases(FIXED))


@rule(
    "fr.calque.persons_counted",
    level="A2",
    category="vocabulary",
    confidence=0.95,
    en="“Gens” can't be counted; with a number say “personnes”.",
    fr="« Gens » ne se compte pas ; après un nombre, on dit « personnes ».",
)
@on(
    "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|trente|cent|:digits|plusieurs|quelques [x=gens]"
)
def persons_counted(match: Match) -> str:
    return "personnes"


@rule(
    "fr.calque.date",
    confidence=0.98,
    en="In dates the month follows the number directly: “{suggestion}”.",
    fr="Dans une date, le mois suit directement le nombre : « {suggestion} ».",
)
@on(
    "le [n=:digits|:number de|d' m=@month]",
    "le [n=1 m=@month]",
)
def date(match: Match) -> str:
    number = "1er" if match["n"].norm == "1" else match["n"].text
    return f"{number} {match['m'].text}"


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
    confidence=0.9,
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
