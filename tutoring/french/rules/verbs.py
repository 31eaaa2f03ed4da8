"""Verb forms: subject and verb, infinitive and participle, verb after verb."""

from collections.abc import Iterator

from tutoring.french.lexicon import lexicon
from tutoring.french.readings import Reading
from tutoring.french.rules.inflection import DETERMINERS, conjugate, join, participle
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.predicates import (
    Predicate,
    predicates,
    skip_adverbs,
    skip_clitics,
)
from tutoring.french.rules.hits import Hit, in_place
from tutoring.french.rules.rule import on, rule
from tutoring.french.rules.sentence import Sentence, Word
from tutoring.french.rules.subjects import PRONOUNS

# Words between subject and verb that look like verbs but are not.
NOT_VERBS = frozenset(
    "pas plus tous toutes tout même aussi seul seule deux trois autres y en ne n' est-ce".split()
)


@rule(
    "fr.verb.person",
    confidence=0.95,
    severity="high",
    en="The verb takes the form of its subject: “{suggestion}”.",
    fr="Le verbe s'accorde avec son sujet : « {suggestion} ».",
)
def person(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        if not predicate.is_pronoun:
            continue
        verb = sentence.words[predicate.verb]
        if verb.norm == "somme" and sentence.norms[predicate.subject] == "nous":
            yield Hit(verb.index, verb.index, "sommes")
            continue
        if not verb.finites or _fits(verb, predicate.person, predicate.number):
            continue
        if verb.norm in NOT_VERBS or verb.joined or _is_object(sentence, predicate):
            continue
        if sentence.norm(predicate.start - 1) in {"et", "ou", "ni"} and any(
            r.number == "p" for r in verb.finites
        ):
            continue  # lui et elle sont là; *Paul et je sommes* is another rule's
        yield from _conjugated(sentence, predicate, _likeliest(verb))


def _is_object(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether « nous » or « vous » is the object of a verb before its subject: ce que vous dit Paul."""
    if sentence.norms[predicate.subject] not in {"nous", "vous"}:
        return False
    before = sentence.norm(predicate.subject - 1)
    return before in {"que", "qu'", "où", "comme", "dont"} and _fits_third(sentence, predicate)


def _fits_third(sentence: Sentence, predicate: Predicate) -> bool:
    following = sentence.word(predicate.verb + 1)
    verb = sentence.words[predicate.verb]
    return any(r.person == 3 for r in verb.finites) and bool(
        following and (following.norm in DETERMINERS or following.is_capitalised)
    )


def _fits(verb: Word, person: int, number: str) -> bool:
    return any(r.person == person and r.number in {number, ""} for r in verb.finites)


def _likeliest(verb: Word) -> Reading:
    # *suis* and *est* are far more often être than suivre, whatever a count of lemmas says.
    usual = [r for r in verb.finites if r.tense != "past"] or list(verb.finites)
    return next((r for r in usual if r.lemma in {"être", "avoir"}), usual[0])


def _conjugated(sentence: Sentence, predicate: Predicate, reading: Reading) -> Iterator[Hit]:
    tense = reading.tense if reading.mood == "ind" and reading.tense != "past" else "pres"
    mood = reading.mood if reading.mood == "cond" else "ind"
    if reading.mood == "ind" and reading.tense == "past":
        return
    form = conjugate(reading.lemma, predicate.person, predicate.number, mood, tense)
    if verb_is_plural_of(sentence, predicate):
        plural = {"il": "ils", "elle": "elles"}[sentence.norms[predicate.subject]]
        yield Hit(predicate.subject, predicate.subject, plural)
        return
    yield from in_place(sentence, predicate.verb, form)


def verb_is_plural_of(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether the s of ils or elles is what is missing: *elle sont* sounds right, *elle est* not."""
    verb = sentence.words[predicate.verb].norm
    return sentence.norms[predicate.subject] in {"il", "elle"} and verb in {
        "sont",
        "ont",
        "vont",
        "font",
    }


@rule(
    "fr.verb.noun_subject",
    confidence=0.92,
    severity="high",
    en="The verb agrees with its subject in number: “{suggestion}”.",
    fr="Le verbe s'accorde en nombre avec son sujet : « {suggestion} ».",
)
def noun_subject(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        verb = sentence.words[predicate.verb]
        if predicate.is_pronoun or not _is_only_verb(sentence, predicate, verb):
            continue
        if _joined_to_another(sentence, predicate):
            continue
        if not _fits(verb, predicate.person, predicate.number):
            yield from _conjugated(sentence, predicate, _likeliest(verb))


def _is_only_verb(sentence: Sentence, predicate: Predicate, verb: Word) -> bool:
    """Whether the word can be nothing but the verb of this noun."""
    if not verb.finites or verb.joined or verb.norm in NOT_VERBS:
        return False
    if predicate.person == 3 and not any(r.person == 3 for r in verb.finites):
        # « Paul, viens » without its comma is an order, not an error of agreement.
        order = any(r.mood == "imp" for r in verb.verbs)
        neutral = sentence.norms[predicate.subject] in {"ça", "cela", "monde"}
        return (neutral or not order) and verb.mostly("verb", 0.5) and not verb.adjectives
    if predicate.clitics or predicate.negated:
        return True
    if any(r.lemma in {"être", "avoir"} for r in verb.finites):
        return True
    if verb.participles or not verb.mostly("verb", 0.5):
        return False
    return not verb.adjectives or not _has_verb(sentence, predicate.verb + 1)


def _has_verb(sentence: Sentence, start: int) -> bool:
    return any(word.finites and word.mostly("verb", 0.5) for word in sentence.words[start:])


def _joined_to_another(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether the group is one of several: Marie, le chien et le chat; ni le roi ni la reine."""
    if sentence.norm(predicate.verb - 1) == "qui":
        return False
    return sentence.norm(predicate.start - 1) in {"et", "ou", "ni", ","}


@rule(
    "fr.verb.infinitive_as_verb",
    confidence=0.93,
    severity="high",
    en="After its subject, the verb is conjugated, not left in the infinitive: “{suggestion}”.",
    fr="Après son sujet, le verbe se conjugue : « {suggestion} », et non l'infinitif.",
)
def infinitive_as_verb(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        verb = sentence.words[predicate.verb]
        if not verb.infinitive or verb.finites or not (predicate.is_pronoun or not verb.nouns):
            continue
        if not predicate.is_pronoun and (
            predicate.clitics or not predicate.group or predicate.group.number != "p"
        ):
            continue
        if (
            sentence.norm(predicate.start - 1) in {"de", "à", "que", "qu'"}
            and not predicate.is_pronoun
        ):
            continue
        form = conjugate(verb.infinitive, predicate.person, predicate.number)
        yield from in_place(sentence, predicate.verb, form)


def _auxiliaries(sentence: Sentence, lemma: str) -> Iterator[int]:
    """Yield the indices of the finite forms of avoir or être that can be auxiliaries."""
    for word in sentence.words:
        if any(r.lemma == lemma for r in word.finites) and not word.joined:
            yield word.index


def _after(sentence: Sentence, at: int) -> Word | None:
    at += 1
    while (word := sentence.word(at)) and word.joined == "clitic":
        at += 1
    return sentence.word(skip_adverbs(sentence, at))


@rule(
    "fr.verb.participle_after_avoir",
    confidence=0.94,
    severity="high",
    en="After “avoir” comes the past participle: “{suggestion}”.",
    fr="Après l'auxiliaire « avoir », on met le participe passé : « {suggestion} ».",
)
def participle_after_avoir(sentence: Sentence) -> Iterator[Hit]:
    for at in _auxiliaries(sentence, "avoir"):
        word = _after(sentence, at)
        if sentence.norms[at] == "a" and not _has_subject(sentence, at):
            continue  # a commence a manger: the preposition without its accent
        if word and _sounds_like_participle(word) and _is_no_noun(sentence, word):
            form = participle(_verb_lemma(word))
            if form:
                yield Hit(word.index, word.index, form)


def _has_subject(sentence: Sentence, at: int) -> bool:
    before = sentence.norm(at - 1)
    return before in {"n'", "l'", "m'", "t'", "y", "en", "qui"} or any(
        predicate.verb == at for predicate in predicates(sentence)
    )


def _is_no_noun(sentence: Sentence, word: Word) -> bool:
    if not word.nouns or "infinitive" in word.traits or word.norm == "étais":
        return True
    if word.infinitive.endswith("er") and not word.mostly("noun", 0.9):
        return True
    following = sentence.word(word.index + 1)
    opened = following is not None and following.norm in DETERMINERS.keys() - {
        "du",
        "des",
        "au",
        "aux",
    }
    return not word.infinitive and (opened or bool(following and following.is_capitalised))


def _sounds_like_participle(word: Word) -> bool:
    """Whether a form that is no participle sounds like one: manger, mangez, mangeais."""
    if word.norm in {"étais", "était", "étaient"}:
        return True
    if word.participles or not word.verbs or word.joined:
        return False
    if word.infinitive:
        return not word.finites
    if word.norm.endswith(("it", "is", "ut", "us", "t")):
        return word.mostly("verb", 0.8) and word.norm not in {"est", "sont", "peut", "faut"}
    if word.norm.endswith("e") and word.norm not in {"marre", "envie"}:
        return word.norm[:-1] + "é" == participle(_verb_lemma(word))
    return word.norm.endswith(("ez", "ais", "ait", "aient")) and _verb_lemma(word).endswith("er")


def _verb_lemma(word: Word) -> str:
    return word.infinitive or word.verbs[0].lemma


@rule(
    "fr.verb.participle_after_etre",
    confidence=0.93,
    severity="high",
    en="After “être” comes the past participle, not the infinitive: “{suggestion}”.",
    fr="Après l'auxiliaire « être », on met le participe passé : « {suggestion} ».",
)
def participle_after_etre(sentence: Sentence) -> Iterator[Hit]:
    subjects = {p.verb: p for p in predicates(sentence)}
    for at in _auxiliaries(sentence, "être"):
        word, subject = _after(sentence, at), subjects.get(at)
        if subject is None or not word or not word.infinitive.endswith("er") or word.finites:
            continue
        if not word.mostly("verb", 0.5):
            continue
        gender = subject.gender or "m"
        yield Hit(word.index, word.index, participle(word.infinitive, gender, subject.number))


@rule(
    "fr.verb.participle_after_ete",
    confidence=0.95,
    severity="high",
    en="After “été” comes the past participle: “{suggestion}”.",
    fr="Après « été », on met le participe passé : « {suggestion} ».",
)
@on("~avoir&:fin été [v=:infinitive]")
def participle_after_ete(match: Match) -> str | None:
    lemma = match["v"].infinitive
    if not lemma.endswith("er") or match["v"].finites or lemma in {"manger", "chercher"}:
        return None  # j'ai été manger: I went and ate
    subject = next((p for p in predicates(match.sentence) if p.verb < match.first), None)
    gender = (subject.gender if subject else "") or "m"
    return participle(lemma, gender, subject.number if subject else "s")


# Verbs followed by an infinitive without preposition.
STRICT_MODALS = frozenset("pouvoir vouloir devoir aller oser falloir".split())
LIKING = frozenset("aimer adorer détester préférer espérer désirer souhaiter savoir".split())


@rule(
    "fr.verb.infinitive_after_verb",
    confidence=0.94,
    severity="high",
    en="After a verb such as “vouloir, pouvoir, devoir, aller, aimer”, the second verb stays in the "
    "infinitive: “{suggestion}”.",
    fr="Après un verbe comme « vouloir, pouvoir, devoir, aller, aimer », le second verbe reste à "
    "l'infinitif : « {suggestion} ».",
)
def infinitive_after_verb(sentence: Sentence) -> Iterator[Hit]:
    for word in sentence.words:
        lemmas = {r.lemma for r in word.finites}
        if lemmas.isdisjoint(STRICT_MODALS | LIKING) or word.norm in {"sais", "puis"}:
            continue
        at = word.index + 1
        while (clitic := sentence.word(at)) and clitic.joined == "clitic":
            at += 1
        at = skip_adverbs(sentence, at)
        at, _, clitics = skip_clitics(sentence, at)
        at = skip_adverbs(sentence, at)
        verb = sentence.word(at)
        if verb is not None and not STRICT_MODALS.isdisjoint(r.lemma for r in verb.finites):
            continue  # ceux qui veulent peuvent venir
        if verb is None or not _wants_infinitive(verb, strict=not lemmas.isdisjoint(STRICT_MODALS)):
            continue
        if _is_article(sentence, clitics) and (verb.nouns or verb.adjectives):
            continue
        yield Hit(at, at, _infinitive_of(verb))


def _is_article(sentence: Sentence, clitics: tuple[int, ...]) -> bool:
    return bool(clitics) and sentence.norms[clitics[-1]] in {"le", "la", "l'", "les", "leur"}


def _wants_infinitive(verb: Word, *, strict: bool) -> bool:
    """Whether a verb form that is no infinitive stands where only an infinitive can."""
    if verb.infinitive or verb.joined or verb.is_mark or verb.norm in NOT_INFINITIVES:
        return False
    if not (verb.participles or verb.finites) or not verb.mostly("verb", 0.6):
        return False
    return strict or bool(verb.participles and verb.norm.endswith("é")) or verb.norm.endswith("ez")


NOT_INFINITIVES = frozenset("peut fait dit vu été mort pris est a mis bois sens vers".split())


def _infinitive_of(verb: Word) -> str:
    return (verb.participles or verb.finites)[0].lemma


PREPOSED = "~essayer|~décider|~refuser|~oublier|~arrêter|~finir|~accepter|~rêver|~promettre|~choisir|~éviter|~permettre|~proposer|~demander|~conseiller|~risquer|~cesser|~tenter|~continuer|~interdire|~empêcher|~regretter|~mériter|~venir|envie|besoin|peur|train|avant|afin|temps|moyen|droit|plaisir|facile|difficile|content|contente|heureux|heureuse|possible|impossible|important|interdit"
WITH_A = "~commencer|~apprendre|~continuer|~réussir|~aider|~chercher|~hésiter|~arriver|~inviter|~penser|~tenir|~s'amuser|~amuser|~passer|~mettre|~avoir|prêt|prête|prêts|difficile|facile|rien|machine|salle|bon|bonne"


@rule(
    "fr.verb.infinitive_after_preposition",
    confidence=0.93,
    severity="high",
    en="After “à, de, pour, sans”, a verb stays in the infinitive: “{suggestion}”.",
    fr="Après « à, de, pour, sans », le verbe se met à l'infinitif : « {suggestion} ».",
)
@on(
    f"{PREPOSED} pas|plus|jamais? de|d' ne? pas|plus|jamais|rien|bien|tout? @clitic* [v=:pp|:fin]",
    f"{WITH_A} pas|plus|jamais|bien? à ne? pas|plus|jamais|rien|bien|tout? @clitic* [v=:pp|:fin]",
    "pour|sans ne? pas|plus|jamais|rien|bien|tout|mieux? jamais? @clitic* [v=:pp|:fin]",
)
def infinitive_after_preposition(match: Match) -> str | None:
    verb = match["v"]
    if verb.infinitive or not verb.mostly("verb", 0.6) or verb.joined:
        return None
    if verb.norm.endswith("e") and verb.nouns:
        return None
    if verb.norm in NOT_INFINITIVES or not verb.norm.endswith(
        ("é", "ez", "ais", "ait", "i", "e", "u")
    ):
        return None
    before = match.sentence.norm(verb.index - 1)
    if before in {"le", "la", "les", "l'", "leur"} and (verb.nouns or verb.adjectives):
        return None
    return _infinitive_of(verb)


@rule(
    "fr.verb.infinitive_after_phrase",
    level="A2",
    confidence=0.94,
    severity="high",
    en="Here the verb stays in the infinitive: “{suggestion}”.",
    fr="Ici, le verbe reste à l'infinitif : « {suggestion} ».",
)
@on(
    "comment bien|mieux|ne? [v=:pp] !à",
    "comment|où|quoi bien|mieux|ne? [v=:pp] $",
    "comment|où bien|mieux? [v=:pp] le|la|les|un|une|des|du|mon|ma|mes|son|sa|ses",
    "~valoir mieux|valu [v=:pp|:fin]",
    "mieux valu [v=:pp|:fin]",
    "veuillez @clitic? [v=:fin]",
    "merci de ne? pas? @clitic? [v=:fin|:pp]",
    "au|plutôt lieu|que de [v=:fin|:pp]",
)
def infinitive_after_phrase(match: Match) -> str | None:
    verb = match["v"]
    if (
        verb.infinitive
        or not verb.mostly("verb", 0.7)
        or not verb.norm.endswith(("é", "ez", "ais", "ait"))
    ):
        return None
    return _infinitive_of(verb)


@rule(
    "fr.verb.fait_infinitive",
    level="B2",
    confidence=0.95,
    en="Before an infinitive, the participle “fait” never changes.",
    fr="Devant un infinitif, le participe « fait » est invariable.",
)
@on("~avoir&:fin @adverb? [faite|faits|faites] v=:infinitive")
def fait_infinitive(match: Match) -> str | None:
    return "fait" if match["v"].mostly("verb", 0.5) else None


@rule(
    "fr.verb.inverted_je",
    level="B1",
    confidence=0.97,
    en="In questions, “je peux” becomes “puis-je”.",
    fr="Dans une question, « je peux » devient « puis-je ».",
)
@on("[peux|peut -je]")
def inverted_je(match: Match) -> str:
    return "puis-je"


@rule(
    "fr.verb.inverted_t",
    level="A2",
    category="spelling",
    confidence=0.96,
    en="Between two vowels, an inverted verb takes -t-: “{suggestion}”.",
    fr="Entre deux voyelles, le verbe inversé prend un -t- : « {suggestion} ».",
)
@on("[v=:fin p=-il|-elle|-on]", "[v=:fin p=-t-il|-t-elle|-t-on]")
def inverted_t(match: Match) -> str | None:
    verb, pronoun = match["v"], match["p"].norm
    needs = verb.norm.endswith(("a", "e", "c"))
    if needs == pronoun.startswith("-t-") or not any(r.person == 3 for r in verb.finites):
        return None
    plain = pronoun.removeprefix("-t").removeprefix("-")
    return f"{verb.norm}-t-{plain}" if needs else f"{verb.norm}-{plain}"


@rule(
    "fr.verb.infinitive_after_faire",
    level="A2",
    confidence=0.94,
    severity="high",
    en="After “faire, laisser” and verbs of movement, the second verb stays in the infinitive: "
    "“{suggestion}”.",
    fr="Après « faire, laisser » et les verbes de mouvement, le second verbe reste à l'infinitif : "
    "« {suggestion} ».",
)
@on(
    "~faire|~laisser&:verb -moi|-le|-la|-les|-nous|-lui? [v=:pp]",
    "~aller|~venir&:pp [v=:pp]",
    "~partir|~sortir|~courir|~descendre|~monter|~rentrer|~retourner|~passer|~envoyer&:verb @clitic? [v=:pp] le|la|les|l'|du|des|un|une|mon|ma|mes",
)
def infinitive_after_faire(match: Match) -> str | None:
    verb = match["v"]
    before = match.sentence.words[match.first - 1]
    if (
        not verb.norm.endswith("é")
        or not verb.mostly("verb", 0.6)
        or before.norm in {"parti", "partie"}
    ):
        return None
    if before.norm in {"fait", "passé"} and match.sentence.norm(before.index - 1) in {
        "c'",
        "est",
        "était",
        "le",
        "un",
        "tout",
    }:
        return None
    return _infinitive_of(verb)


@rule(
    "fr.verb.imperative_s",
    level="A2",
    confidence=0.93,
    en="The imperative of “tu” has no s with verbs in -er: “{suggestion}”.",
    fr="À l'impératif, la 2e personne des verbes en -er ne prend pas de s : « {suggestion} ».",
)
@on(
    "^ [v=:fin] pas|plus|jamais|bien|moins|plus|la|le|les|l'|ta|ton|tes|ma|mon|mes|un|une|des|du|à|au|aux|avec|dans|moi|ici|tout|vite|encore|en|fort|lentement|ce|cette|sur|chez|-moi|-le|-la|-les|-lui",
    "^ ne|n' @clitic* [v=:fin] pas|plus|jamais|rien",
)
def imperative_s(match: Match) -> str | None:
    verb = match["v"]
    if verb.norm == "vas" and match.sentence.norm(match.last + 1) != "-y":
        return "va"
    if not verb.norm.endswith("es") or not verb.mostly("verb", 0.3) or len(verb.norm) < 5:
        return None
    if not any((r.person, r.number, r.mood) == (2, "s", "ind") for r in verb.finites):
        return None
    return verb.norm[:-1] if _verb_lemma(verb).endswith(("er", "frir", "vrir")) else None


@rule(
    "fr.verb.yesterday",
    level="A2",
    confidence=0.9,
    en="“Hier” calls for a past tense: “{suggestion}”.",
    fr="« Hier » appelle un temps du passé : « {suggestion} ».",
)
def yesterday(sentence: Sentence) -> Iterator[Hit]:
    at = 1 + (sentence.norm(1) in {"soir", "matin", "après-midi"})
    at += sentence.norm(at) == ","
    predicate = next((p for p in predicates(sentence) if p.start == at and p.is_pronoun), None)
    if sentence.norm(0) != "hier" or predicate is None or predicate.clitics or predicate.negated:
        return
    verb = sentence.words[predicate.verb]
    reading = next((r for r in verb.finites if (r.mood, r.tense) == ("ind", "pres")), None)
    following = sentence.word(predicate.verb + 1)
    if (
        reading is None
        or verb.participles
        or following
        and (following.participles or following.infinitive)
    ):
        return
    lemma = _likeliest(verb).lemma
    if lemma in {"être", "avoir", "pouvoir", "vouloir", "devoir", "faire"} and lemma != "faire":
        return
    yield from in_place(sentence, predicate.verb, _past(predicate, lemma))


def _past(predicate: Predicate, lemma: str) -> str:
    auxiliary = lexicon().auxiliary(lemma)
    form = conjugate(auxiliary, predicate.person, predicate.number)
    if auxiliary == "avoir":
        return f"{form} {participle(lemma)}"
    return f"{form} {participle(lemma, predicate.gender or 'm', predicate.number)}"


@rule(
    "fr.verb.participle_after_to_have",
    level="A2",
    confidence=0.95,
    severity="high",
    en="After “avoir”, even in the infinitive, comes the past participle: “{suggestion}”.",
    fr="Après « avoir », même à l'infinitif, on met le participe passé : « {suggestion} ».",
)
@on(
    "après|de|d'|pour|sans|m'|t'|l'|nous|vous|les|devoir|dois|doit|pu|peut|dû avoir @adverb? [v=:infinitive]"
)
def participle_after_to_have(match: Match) -> str | None:
    return participle(match["v"].infinitive) or None


@rule(
    "fr.verb.inverted_person",
    level="A2",
    confidence=0.95,
    severity="high",
    en="The verb agrees with the pronoun that follows it: “{suggestion}”.",
    fr="Le verbe s'accorde avec le pronom qui le suit : « {suggestion} ».",
)
@on("[v=:fin] p=-tu|-il|-elle|-on|-ils|-elles|-t-il|-t-elle|-t-on")
def inverted_person(match: Match) -> str | None:
    verb, pronoun = match["v"], match["p"].norm.removeprefix("-t-").removeprefix("-")
    person_of, number, _ = PRONOUNS[pronoun]
    if _fits(verb, person_of, number) or verb.norm == "est-ce":
        return None
    reading = _likeliest(verb)
    form = conjugate(reading.lemma, person_of, number, reading.mood, reading.tense)
    return (
        form
        if form and not (form[-1] in "ae" and match["p"].norm.startswith(("-i", "-e", "-o")))
        else None
    )


@rule(
    "fr.verb.third_person",
    level="A2",
    confidence=0.96,
    severity="high",
    en="After “qui, ça, ce”, the verb is in the third person: “{suggestion}”.",
    fr="Après « qui, ça, ce », le verbe est à la troisième personne : « {suggestion} ».",
)
@on("^ qui [v=:fin]", "^ c'|ce [v=:fin]", "^ ça|cela @clitic* [v=:fin]")
def third_person(match: Match) -> str | None:
    verb = match["v"]
    following = match.sentence.word(match.last + 1)
    if any(r.person == 3 for r in verb.finites) or following and following.joined:
        return None
    if (
        not verb.mostly("verb", 0.5)
        or match.first > 1
        and match.sentence.norm(match.first - 1) == "qui"
    ):
        return None
    reading = _likeliest(verb)
    return conjugate(reading.lemma, 3, "s", reading.mood, reading.tense) or None


# Nouns and verb forms that sound alike.
NOUN_OF_VERB = {
    "travaille": "travail",
    "conseille": "conseil",
    "appelle": "appel",
    "réveille": "réveil",
    "emploie": "emploi",
    "essaie": "essai",
    "envoie": "envoi",
    "accueille": "accueil",
    "rappelle": "rappel",
    "oublie": "oubli",
    "crie": "cri",
    "parie": "pari",
    "défie": "défi",
    "sommeille": "sommeil",
    "détaille": "détail",
    "soucie": "souci",
    "appuie": "appui",
    "ennuie": "ennui",
    "renvoie": "renvoi",
}
VERB_OF_NOUN = {noun: verb for verb, noun in NOUN_OF_VERB.items()}


@rule(
    "fr.verb.noun_for_verb",
    level="A2",
    category="spelling",
    confidence=0.96,
    en="The verb and its noun sound alike but are written differently: “{suggestion}”.",
    fr="Le verbe et le nom se prononcent de même mais s'écrivent autrement : « {suggestion} ».",
)
def noun_for_verb(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        verb = sentence.words[predicate.verb]
        if predicate.is_pronoun and verb.norm in VERB_OF_NOUN:
            lemma = lexicon().readings(VERB_OF_NOUN[verb.norm])[0].lemma
            form = conjugate(lemma, predicate.person, predicate.number)
            yield from in_place(sentence, predicate.verb, form)
    for before, word in zip(sentence.words, sentence.words[1:], strict=False):
        if word.norm in NOUN_OF_VERB and before.norm in NOUN_OPENERS:
            yield Hit(word.index, word.index, NOUN_OF_VERB[word.norm])


# Determiners that can't be pronouns.
NOUN_OPENERS = frozenset(
    "un mon ton son du au ce cet notre votre quel aucun bon grand petit".split()
)
