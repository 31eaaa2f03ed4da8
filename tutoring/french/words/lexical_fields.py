"""Lexical fields: nouns that rules treat alike because of what they mean."""

from typing import Final


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


TIME_UNITS: Final = _set(
    "seconde secondes minute minutes heure heures jour jours journée journées semaine semaines "
    "mois an ans année années siècle siècles"
)
DAYS: Final = _set("lundi mardi mercredi jeudi vendredi samedi dimanche")
MONTHS: Final = _set(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
)
LANGUAGES: Final = _set(
    "français anglais espagnol allemand italien portugais russe chinois japonais arabe grec "
    "polonais suédois norvégien danois finnois néerlandais turc coréen hindi hébreu latin catalan "
    "roumain hongrois tchèque ukrainien vietnamien breton basque occitan croate serbe bulgare "
    "persan swahili mandarin cantonais thaï indonésien"
)
# Nouns that are counted, so that « beaucoup de » and numbers want them in the plural.
COUNTABLE: Final = _set(
    "ami amie homme femme enfant fille garçon frère sœur cousin cousine voisin voisine étudiant "
    "étudiante professeur élève personne touriste client ville village rue maison appartement "
    "chambre pièce porte fenêtre table chaise lit livre page mot phrase langue question réponse "
    "problème idée erreur faute exercice devoir cours leçon classe voiture vélo "
    "moto bus train avion bateau billet ticket passeport valise sac magasin boutique restaurant "
    "hôtel musée monument église cinéma film série chanson photo image jeu match équipe "
    "joueur chien chat animal oiseau cheval arbre légume pomme banane "
    "orange poire fraise tomate carotte œuf sandwich bouteille verre assiette tasse "
    "couteau fourchette cuillère chemise robe jupe chaussure chaussette pull manteau chapeau "
    "pantalon vêtement couleur jour semaine année minute heure seconde fois pays région île "
    "montagne rivière lac plage forêt pont route lettre message courriel mail ordinateur téléphone "
    "journal magazine article histoire projet rêve cadeau fête anniversaire collègue employé patron "
    "entreprise bureau réunion client travailleur médecin infirmière hôpital bébé parent tante oncle "
    "kilomètre mètre euro dollar étage escalier clé stylo cahier crayon bibliothèque ville habitant "
    "copain copine bière pays voyage concert tableau raison avantage choix chose endroit fenêtre"
)
PROFESSIONS: Final = _set(
    "médecin professeur infirmier infirmière étudiant étudiante avocat avocate ingénieur dentiste "
    "journaliste boulanger boulangère cuisinier cuisinière serveur serveuse vendeur vendeuse "
    "coiffeur coiffeuse secrétaire comptable architecte artiste musicien musicienne chanteur "
    "chanteuse acteur actrice écrivain policier pompier facteur agriculteur ouvrier ouvrière "
    "informaticien informaticienne directeur directrice pilote chauffeur pharmacien pharmacienne "
    "psychologue vétérinaire photographe peintre mécanicien électricien plombier militaire soldat "
    "lycéen lycéenne retraité retraitée traducteur traductrice enseignant enseignante instituteur "
    "institutrice chirurgien juge banquier caissier caissière"
)
PERSONS: Final = _set(
    "ami amie amis amies copain copine copains copines parents mère père frère sœur frères sœurs "
    "professeur prof enfants fils fille mari femme voisin voisine voisins collègue collègues chef "
    "patron médecin oncle tante cousin cousine grand-mère grand-père grands-parents élèves étudiants maman papa"
)
