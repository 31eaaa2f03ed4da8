"""Closed lists of French words that several rules share."""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


SUBJECTS = _set("je j' tu il elle on nous vous ils elles ce c' ça cela")
CLITICS = _set("me m' te t' se s' nous vous le la l' les lui leur y en")
NEGATIONS = _set("pas plus jamais rien personne aucun aucune guère que qu' point nulle")

# Verbs of movement and change that take être when they have no object.
ALWAYS_ETRE = _set(
    "aller venir arriver partir naître mourir rester tomber devenir revenir parvenir intervenir "
    "survenir décéder repartir advenir redevenir provenir retomber"
)
SOMETIMES_ETRE = _set(
    "entrer rentrer sortir monter descendre retourner passer remonter redescendre ressortir"
)

# Verbs that take avoir and have no object: none can stand before them.
INTRANSITIVE = _set(
    "grandir dormir marcher voyager vieillir exister travailler nager rire sourire durer régner "
    "déjeuner dîner bavarder mentir participer réagir agir séjourner résider circuler briller "
    "progresser profiter bénéficier souffrir réfléchir"
)

# Verbs that take an infinitive directly.
MODALS = _set("pouvoir vouloir devoir savoir falloir aller aimer adorer détester préférer espérer")

TIME_UNITS = _set(
    "seconde secondes minute minutes heure heures jour jours journée journées semaine semaines "
    "mois an ans année années siècle siècles"
)
NUMBERS = _set(
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt "
    "trente quarante cinquante soixante cent mille plusieurs quelques dix-sept dix-huit dix-neuf "
    "soixante-dix quatre-vingts vingt-deux vingt-trois vingt-quatre vingt-cinq trente-cinq"
)
DAYS = _set("lundi mardi mercredi jeudi vendredi samedi dimanche")
MONTHS = _set(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
)
LANGUAGES = _set(
    "français anglais espagnol allemand italien portugais russe chinois japonais arabe grec "
    "polonais suédois norvégien danois finnois néerlandais turc coréen hindi hébreu latin catalan "
    "roumain hongrois tchèque ukrainien vietnamien breton basque occitan croate serbe bulgare "
    "persan swahili mandarin cantonais thaï indonésien"
)

# Countries and regions: feminine (en), masculine before a consonant (au), plural (aux), and those
# that begin with a vowel (en whatever the gender).
FEMININE_COUNTRIES = _set(
    "france allemagne italie espagne angleterre belgique suisse suède norvège finlande hollande "
    "pologne russie ukraine autriche hongrie roumanie bulgarie grèce turquie irlande écosse "
    "islande chine corée inde thaïlande indonésie malaisie mongolie syrie jordanie tunisie algérie "
    "libye mauritanie colombie argentine bolivie australie croatie serbie slovénie slovaquie "
    "tchéquie lituanie lettonie estonie albanie géorgie arménie tanzanie éthiopie zambie namibie "
    "somalie provence bretagne normandie alsace bourgogne lorraine champagne corse sicile "
    "sardaigne toscane bavière catalogne andalousie californie floride louisiane europe afrique "
    "asie amérique océanie scandinavie biélorussie moldavie macédoine arabie gambie guinée "
    "martinique guadeloupe réunion polynésie guyane jamaïque"
)
MASCULINE_COUNTRIES = _set(
    "canada japon maroc portugal brésil mexique pérou chili danemark sénégal cameroun mali niger "
    "nigeria nigéria kenya vietnam viêtnam cambodge laos népal pakistan liban luxembourg "
    "royaume-uni venezuela paraguay guatemala honduras nicaragua panama salvador togo bénin tchad "
    "congo gabon rwanda burundi soudan kazakhstan qatar koweït yémen bangladesh sri-lanka tibet "
    "québec texas kosovo monténégro liechtenstein costa-rica burkina mozambique zimbabwe botswana "
    "ghana bhoutan suriname groenland pays-de-galles"
)
VOWEL_COUNTRIES_MASCULINE = _set(
    "iran irak israël équateur uruguay afghanistan ouganda angola azerbaïdjan ouzbékistan alaska "
    "ontario oman"
)
PLURAL_COUNTRIES = _set("états-unis pays-bas philippines maldives émirats antilles seychelles")
# Islands and states that take no article.
BARE_COUNTRIES = _set("cuba malte chypre madagascar singapour haïti taïwan monaco tahiti maurice")

CITIES = _set(
    "paris lyon marseille bordeaux lille nice nantes strasbourg toulouse montpellier rennes grenoble "
    "dijon tours reims rouen metz nancy brest avignon cannes orléans angers limoges amiens "
    "londres berlin madrid rome barcelone bruxelles genève lausanne zurich vienne prague varsovie "
    "moscou athènes lisbonne porto dublin édimbourg amsterdam rotterdam copenhague stockholm oslo "
    "helsinki budapest bucarest sofia istanbul munich hambourg francfort cologne milan naples "
    "florence venise turin bologne séville valence grenade bilbao montréal toronto vancouver ottawa "
    "boston chicago washington philadelphie miami seattle atlanta houston dallas "
    "tokyo kyoto osaka pékin shanghai séoul bangkok hanoï delhi mumbai bombay sydney melbourne "
    "casablanca rabat marrakech fès alger tunis dakar abidjan bamako kinshasa lagos nairobi "
    "beyrouth damas bagdad téhéran dubaï jérusalem bogota lima santiago "
    "liverpool manchester oxford cambridge glasgow birmingham anvers gand bruges liège namur "
    "bâle berne salzbourg cracovie leipzig dresde düsseldorf stuttgart kiev minsk riga vilnius "
    "tallinn belgrade zagreb ljubljana bratislava göteborg malmö manhattan brooklyn"
)

FEMININE_WITH_MASCULINE_SEASON = _set("printemps")
SEASONS = _set("été automne hiver printemps")

# Nouns that take avoir where English takes "to be".
SENSATIONS = _set("faim soif sommeil peur honte raison tort besoin envie")
TEMPERATURES = _set("chaud froid")

BODY_AFTER_MAL = _set("tête ventre dos gorge dents pied pieds genou main oreille yeux jambe bras")

MONEY = _set("euro euros dollar dollars livre livres franc francs centime centimes")

# Nouns that are counted, so that « beaucoup de » and numbers want them in the plural.
COUNTABLE = _set(
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
# Singular nouns whose plural is met too often by chance.
MASS = _set("eau argent temps monde travail neige vent pluie soleil bruit chance courage lait pain")

PROFESSIONS = _set(
    "médecin professeur infirmier infirmière étudiant étudiante avocat avocate ingénieur dentiste "
    "journaliste boulanger boulangère cuisinier cuisinière serveur serveuse vendeur vendeuse "
    "coiffeur coiffeuse secrétaire comptable architecte artiste musicien musicienne chanteur "
    "chanteuse acteur actrice écrivain policier pompier facteur agriculteur ouvrier ouvrière "
    "informaticien informaticienne directeur directrice pilote chauffeur pharmacien pharmacienne "
    "psychologue vétérinaire photographe peintre mécanicien électricien plombier militaire soldat "
    "lycéen lycéenne retraité retraitée traducteur traductrice enseignant enseignante instituteur "
    "institutrice chirurgien juge banquier caissier caissière"
)
PERSONS = _set(
    "ami amie amis amies copain copine copains copines parents mère père frère sœur frères sœurs "
    "professeur prof enfants fils fille mari femme voisin voisine voisins collègue collègues chef "
    "patron médecin oncle tante cousin cousine grand-mère grand-père grands-parents élèves étudiants maman papa"
)
AVOIR_ADVERBS = _set(
    "pas plus très aussi tout déjà toujours souvent bien mal beaucoup trop peu encore jamais vraiment enfin"
)

LISTS: dict[str, frozenset[str]] = {
    "subject": SUBJECTS,
    "clitic": CLITICS,
    "neg": NEGATIONS,
    "time": TIME_UNITS,
    "number": NUMBERS,
    "day": DAYS,
    "month": MONTHS,
    "language": LANGUAGES,
    "city": CITIES,
    "season": SEASONS,
    "sensation": SENSATIONS,
    "feminine_country": FEMININE_COUNTRIES,
    "masculine_country": MASCULINE_COUNTRIES,
    "vowel_country": VOWEL_COUNTRIES_MASCULINE,
    "plural_country": PLURAL_COUNTRIES,
    "bare_country": BARE_COUNTRIES,
    "person": PERSONS,
    "profession": PROFESSIONS,
    "adverb": AVOIR_ADVERBS,
}
