"""Towns, countries and regions, by the preposition that « in » and « to » are there."""

from typing import Final


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Countries and regions: feminine (en), masculine before a consonant (au), plural (aux), and those
# that begin with a vowel (en whatever the gender).
FEMININE_COUNTRIES: Final = _set(
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
MASCULINE_COUNTRIES: Final = _set(
    "canada japon maroc portugal brésil mexique pérou chili danemark sénégal cameroun mali niger "
    "nigeria nigéria kenya vietnam viêtnam cambodge laos népal pakistan liban luxembourg "
    "royaume-uni venezuela paraguay guatemala honduras nicaragua panama salvador togo bénin tchad "
    "congo gabon rwanda burundi soudan kazakhstan qatar koweït yémen bangladesh sri-lanka tibet "
    "québec texas kosovo monténégro liechtenstein costa-rica burkina mozambique zimbabwe botswana "
    "ghana bhoutan suriname groenland pays-de-galles"
)
VOWEL_COUNTRIES_MASCULINE: Final = _set(
    "iran irak israël équateur uruguay afghanistan ouganda angola azerbaïdjan ouzbékistan alaska "
    "ontario oman"
)
PLURAL_COUNTRIES: Final = _set(
    "états-unis pays-bas philippines maldives émirats antilles seychelles"
)
# Islands and states that take no article.
BARE_COUNTRIES: Final = _set(
    "cuba malte chypre madagascar singapour haïti taïwan monaco tahiti maurice"
)
CITIES: Final = _set(
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


def preposition_for(name: str) -> str:
    """Return the preposition of "in" or "to" before the place; "" for one we do not know."""
    if name in FEMININE_COUNTRIES or name in VOWEL_COUNTRIES_MASCULINE:
        return "en"
    if name in MASCULINE_COUNTRIES:
        return "au"
    if name in PLURAL_COUNTRIES:
        return "aux"
    return "à" if name in BARE_COUNTRIES or name in CITIES else ""
