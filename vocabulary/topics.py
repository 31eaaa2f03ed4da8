"""The closed list of topics a word can belong to and a conversation can be about."""

import re
from typing import Final

from vocabulary.languages import search_key

TOPICS: Final = (
    "animals",
    "arts",
    "body",
    "business",
    "city",
    "clothes",
    "communication",
    "daily_life",
    "education",
    "emotions",
    "family",
    "food",
    "health",
    "home",
    "leisure",
    "nature",
    "numbers",
    "people",
    "politics",
    "science",
    "shopping",
    "society",
    "sports",
    "technology",
    "time",
    "travel",
    "weather",
    "work",
)

# What people type when they are asked what to talk about, in French and English, without accents.
_NAMES: Final = {
    "animals": "animal animaux animals pet pets chien chat",
    "arts": "art arts culture cinema film films movie movies musique music livre livres books theatre museum musee",
    "body": "corps body",
    "business": "business affaires commerce entreprise company reunion meeting",
    "city": "ville city town directions quartier rue transport transports",
    "clothes": "vetement vetements clothes fashion mode",
    "communication": "communication telephone phone lettre",
    "daily_life": "quotidien routine journee daily day",
    "education": "ecole school etudes studies universite university education",
    "emotions": "emotion emotions sentiments feelings",
    "family": "famille family parents enfants",
    "food": "nourriture food cuisine cooking restaurant repas manger eating cafe",
    "health": "sante health medecin doctor pharmacie",
    "home": "maison home house appartement logement",
    "leisure": "loisirs leisure hobby hobbies weekend week-end temps libre free",
    "nature": "nature environnement environment",
    "numbers": "nombres numbers chiffres",
    "people": "presenter presentations introducing introduction amis friends people",
    "politics": "politique politics actualite news",
    "science": "science sciences",
    "shopping": "achats shopping magasin courses marche market",
    "society": "societe society fetes traditions",
    "sports": "sport sports football",
    "technology": "technologie technology internet ordinateur computer",
    "time": "heure date temps time",
    "travel": "voyage voyages travel hotel vacances holiday holidays train avion gare airport",
    "weather": "meteo weather",
    "work": "travail work job metier bureau profession",
}  # fmt: skip
_TOPIC_OF_NAME: Final = {
    name: topic for topic, names in _NAMES.items() for name in (topic, *names.split())
}


def topic_of(text: str) -> str:
    """Return the topic that a free text names, in French or English; empty when it names none."""
    words = re.findall(r"[a-z]+", search_key(text))
    return next((_TOPIC_OF_NAME[word] for word in words if word in _TOPIC_OF_NAME), "")
