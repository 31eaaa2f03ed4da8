"""Calques and false friends: French words put together the English way."""

from tutoring.french.rules.inflection import conjugate, join
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.rule import on, phrases, rule
from tutoring.french.rules.sentence import Word

_SUBJECT = "je|j'|tu|il|elle|on|nous|vous|ils|elles"


def same_form(verb: Word, lemma: str) -> str:
    """Return the form of `lemma` in the person, mood and tense of the verb."""
    reading = (verb.finites or verb.verbs)[0]
    for candidate in verb.finites:
        if candidate.lemma in {"être", "avoir", "faire"}:
            reading = candidate
    return conjugate(lemma, reading.person, reading.number, reading.mood, reading.tense)


def with_verb(match: Match, lemma: str) -> str | None:
    """Return the reported subject (and ne) with the verb replaced by another one."""
    verb = match["v"]
    form = same_form(verb, lemma)
    if not form:
        return None
    before = " ".join(w.text for w in match.words if w.index < verb.index).replace("' ", "'")
    if before.lower().endswith(("j'", "n'")):
        before = before[:-1] + "e"
    if not before:
        return form
    head, _, last = before.rpartition(" ")
    return f"{head} {join(last, form)}".strip()


@rule(
    "fr.calque.avoir_faim",
    confidence=0.96,
    severity="high",
    en="French “has” hunger, thirst, sleep, fear...: “avoir faim”, not “être faim”.",
    fr="On dit « avoir faim, soif, sommeil, peur... », et non « être faim ».",
)
@on(
    f"[{_SUBJECT}|ça|qui ne|n'? v=~être&:fin] pas|plus|très|vraiment|si|trop|tellement|toujours|aussi|jamais? pas|très? "
    "faim|soif|sommeil|peur|honte|envie|besoin|raison|tort",
)
def avoir_faim(match: Match) -> str | None:
    return with_verb(match, "avoir")


@rule(
    "fr.calque.avoir_chaud",
    level="A2",
    confidence=0.9,
    en="For how a person feels, French uses “avoir chaud, avoir froid”: “{suggestion}”.",
    fr="Pour ce que l'on ressent : « avoir chaud, avoir froid » : « {suggestion} ».",
)
@on(
    "[je|j'|nous|tu|vous|on ne|n'? v=~être&:fin] pas|plus|très|vraiment|si|trop|tellement|toujours? chaud|froid|chauds|froids|chaude|froide $",
)
def avoir_chaud(match: Match) -> str | None:
    return with_verb(match, "avoir")


@rule(
    "fr.calque.age",
    confidence=0.97,
    severity="high",
    en="French “has” an age: “j'ai vingt ans”, not “je suis vingt ans”.",
    fr="On « a » un âge : « j'ai vingt ans », et non « je suis vingt ans ».",
)
@on(
    f"[{_SUBJECT} ne|n'? v=~être&:fin] pas|déjà|seulement|presque|maintenant? !un&:digits|:number ans|années|an",
    "[v=~être&:fin] déjà|seulement|presque? :digits|:number ans",
)
def age(match: Match) -> str | None:
    before = match.sentence.norm(match.first - 1)
    if match.words[0] is match["v"] and before in {"c'", "ce", "ça", "-ce", "il"}:
        return None
    return with_verb(match, "avoir")


@rule(
    "fr.calque.age_years",
    confidence=0.95,
    en="In ages the word is “ans”, and “vieux” is left out: “{suggestion}”.",
    fr="Pour l'âge, on dit « ans », sans « vieux » : « {suggestion} ».",
)
@on(
    "~avoir&:fin :digits|:number [années] $",
    "~avoir&:fin :digits|:number [ans|années vieux|vieille|âgé|âgée|vieil|d'âge]",
)
def age_years(match: Match) -> str:
    return "ans"


@rule(
    "fr.calque.excited",
    level="A2",
    category="vocabulary",
    severity="low",
    confidence=0.9,
    en="“Excité” is stronger than “excited”; for looking forward, say “{suggestion}”.",
    fr="« Excité » a un autre sens ; pour dire qu'on se réjouit d'avance : « {suggestion} ».",
)
@on(
    "~être&:fin @adverb? très|trop|si|tellement? [x=excité|excitée|excités|excitées] pour|de|d'|$",
)
def excited(match: Match) -> str:
    return {"excité": "impatient", "excitée": "impatiente", "excités": "impatients"}.get(
        match["x"].norm, "impatientes"
    )


@rule(
    "fr.calque.weather",
    confidence=0.95,
    en="For the weather, French uses “il fait”: “{suggestion}”.",
    fr="Pour le temps qu'il fait, on dit « il fait » : « {suggestion} ».",
)
@on(
    "[il|c' v=est|était|sera] très|trop|vraiment|assez|si? chaud|froid|frais|beau|mauvais|doux aujourd'hui|dehors|ici|demain|hier|ce|cette|en|au",
    "[le temps v=est|était] chaud|froid",
)
def weather(match: Match) -> str | None:
    if match.words[0].norm == "c'" and match.sentence.norm(match.last + 2) in {
        "ce",
        "cette",
        "en",
        "au",
    }:
        return None
    if match.words[0].norm == "le":
        return f"il {same_form(match['v'], 'faire')}"
    return f"il {same_form(match['v'], 'faire')}"


@rule(
    "fr.calque.weather_noun",
    confidence=0.95,
    en="“{suggestion}” is how French speaks of rain, wind and sun.",
    fr="Pour la pluie, le vent et le soleil, on dit « {suggestion} ».",
)
@on("[il est|fait x=pluie|vent|soleil|neige|pluvieux|venteux|ensoleillé|nuages]")
def weather_noun(match: Match) -> str:
    return {
        "pluie": "il pleut",
        "pluvieux": "il pleut",
        "vent": "il y a du vent",
        "venteux": "il y a du vent",
        "soleil": "il y a du soleil",
        "ensoleillé": "il y a du soleil",
        "neige": "il neige",
        "nuages": "il y a des nuages",
    }[match["x"].norm]


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
def question(match: Match) -> str | None:
    return _replaced(match["v"], "poser")


def _replaced(verb: Word, lemma: str) -> str | None:
    from tutoring.french.rules.inflection import participle

    if verb.infinitive:
        return lemma
    if verb.participles and not verb.finites or verb.norm in {"fait", "pris"}:
        return participle(lemma)
    return same_form(verb, lemma) or None


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
def decision(match: Match) -> str | None:
    return _replaced(match["v"], "prendre")


@rule(
    "fr.calque.exam",
    level="A2",
    category="vocabulary",
    confidence=0.93,
    en="In French one “passes” an exam just by sitting it: “passer un examen”.",
    fr="On « passe » un examen : « passer un examen ».",
)
@on(
    "[v=~prendre&:verb] @adverb? un|mon|mes|l'|les|des|cet|son|ses|leur|leurs|deux examen|examens|test|bac"
)
def exam(match: Match) -> str | None:
    return _replaced(match["v"], "passer")


@rule(
    "fr.calque.attention",
    level="A2",
    category="vocabulary",
    confidence=0.97,
    en="“Pay attention” is “faire attention” in French.",
    fr="On dit « faire attention ».",
)
@on("[v=~payer|~prendre&:verb] bien|pas|plus? attention")
def attention(match: Match) -> str | None:
    return _replaced(match["v"], "faire")


@rule(
    "fr.calque.sense",
    level="B1",
    category="vocabulary",
    severity="low",
    confidence=0.93,
    en="“Make sense” is “avoir du sens” in French.",
    fr="Mieux que « faire du sens » : « avoir du sens ».",
)
@on("[v=~faire&:verb] du|aucun? sens $", "ne|n' [v=~faire&:verb] pas de? sens")
def sense(match: Match) -> str | None:
    form = _replaced(match["v"], "avoir")
    if match.sentence.norm(match.first - 1) in {"ne", "me", "te"} and form and form[0] in "aeé":
        return None
    return form if match.sentence.norm(match.last + 1) != "sens" else f"{form} du"


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
    form = _replaced(match["v"], "rendre")
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
    "[v=~connaître&:fin] pas|bien? x=:inf&!:noun",
    "[v=~savoir&:fin] pas|bien? mon|ma|mes|ton|ta|tes|son|sa|ses|votre|cette|ce|cet|un|une|la|le|les x=@person|ville|restaurant|hôtel|pays|fille|garçon|homme|femme|quartier|endroit|région|personne|gens|film|chanson|livre",
    "[v=~savoir&:fin] pas|bien? p=@city|@feminine_country",
)
def know(match: Match) -> str | None:
    verb = match["v"]
    lemma = "savoir" if "connaître" in verb.lemmas else "connaître"
    if (
        lemma == "savoir"
        and match.sentence.norm(match.last + 1) in {"que", "qu'"}
        and match.sentence.norm(match.first - 1) == "ne"
    ):
        return None
    return same_form(verb, lemma) or None


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
    "à l' exemple": "par exemple",
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
    "tout le temps long": "tout le temps",
    "la dernière nuit": "hier soir",
    "bon matin": "bonjour",
    "trop de gens peuple": "trop de gens",
    "quel temps est-il": "quelle heure est-il",
    "prendre une marche": "faire une promenade",
    "prendre une promenade": "faire une promenade",
    "je suis bon merci": "je vais bien merci",
    "faire la fête de": "fêter",
    "un bon temps": "un bon moment",
    "avoir du fun": "s'amuser",
    "à la fin du jour": "au bout du compte",
    "comme bien": "aussi",
    "quelque gens": "quelques personnes",
    "en ce moment là": "à ce moment-là",
    "à nouveau encore": "à nouveau",
    "par accident": "par hasard",
    "sauver de l' argent": "économiser de l'argent",
    "sauver du temps": "gagner du temps",
    "sauver argent": "économiser",
    "tout le jour": "toute la journée",
    "toute le jour": "toute la journée",
    "toute l' an": "toute l'année",
    "tout l' an": "toute l'année",
    "cet an": "cette année",
    "beaucoup de peuple": "beaucoup de gens",
    "beaucoup de peuples": "beaucoup de gens",
    "le peuple pense": "les gens pensent",
    "comment est-ce dit": "comment dit-on",
    "dans la campagne": "à la campagne",
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
    "merci pour ton aide à": "merci de m'aider à",
    "toutes les fois": "chaque fois",
    "prendre soin pour": "prendre soin de",
    "depuis longtemps avant": "il y a longtemps",
    "le jour d' avant hier": "avant-hier",
    "aller pour shopping": "faire du shopping",
    "aller shopping": "faire du shopping",
    "faire shopping": "faire du shopping",
    "faire sport": "faire du sport",
    "faire le sport": "faire du sport",
    "fais sport": "fais du sport",
    "fait sport": "fait du sport",
    "fais le sport": "fais du sport",
    "fait le sport": "fait du sport",
    "faire les courses de": "acheter",
}
for _key in (
    "tout le temps long",
    "trop de gens peuple",
    "faire la fête de",
    "comme bien",
    "par accident",
    "merci pour ton aide à",
    "toutes les fois",
    "le peuple pense",
    "faire les courses de",
    "avoir du fun",
    "dans la campagne",
    "à la fin du jour",
    "sauver argent",
    "à l' exemple",
    "la dernière nuit",
    "bon matin",
    "je suis bon merci",
):
    FIXED.pop(_key)


fixed = rule(
    "fr.calque.fixed_phrase",
    level="A2",
    category="vocabulary",
    confidence=0.94,
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
    confidence=0.96,
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
def leave(match: Match) -> str | None:
    return same_form(match["v"], "partir") or None


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
    form = same_form(match["v"], "assister")
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
