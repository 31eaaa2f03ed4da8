"""Calques and false friends: French words put together the English way."""

from tutoring.french.rules.hits import Hit
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.replacing import replaced, same_form
from tutoring.french.rules.rule import on, rule

_SUBJECT = "je|j'|tu|il|elle|on|nous|vous|ils|elles"


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
def avoir_faim(match: Match) -> tuple[Hit, ...]:
    return replaced(match, "avoir")


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
def avoir_chaud(match: Match) -> tuple[Hit, ...]:
    return replaced(match, "avoir")


@rule(
    "fr.calque.age",
    confidence=0.97,
    severity="high",
    en="French “has” an age: “j'ai vingt ans”, not “je suis vingt ans”.",
    fr="On « a » un âge : « j'ai vingt ans », et non « je suis vingt ans ».",
)
@on(
    f"[{_SUBJECT} ne|n'? v=~être&:fin] pas|déjà|seulement|presque|maintenant? !un&:digits|:number ans|années|an",
    "[v=~être&:fin] déjà|seulement|presque? !un&:digits|:number ans",
)
def age(match: Match) -> tuple[Hit, ...] | None:
    before = match.sentence.norm(match.first - 1)
    if match.words[0] is match["v"] and before in {"c'", "ce", "ça", "-ce", "il"}:
        return None
    return replaced(match, "avoir")


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
    confidence=0.88,
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
    "[il v=est|était|sera] très|trop|vraiment|assez|si? chaud|froid|frais|beau|mauvais|doux aujourd'hui|dehors|ici|demain|hier|ce|cette|en|au",
    "[c' v=est|était|sera] très|trop|vraiment|assez|si? chaud|froid aujourd'hui|dehors|ici|demain|hier",
    "[le temps v=est|était] chaud|froid",
)
def weather(match: Match) -> str | None:
    form = same_form(match, "faire")
    return f"il {form}" if form else None


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
