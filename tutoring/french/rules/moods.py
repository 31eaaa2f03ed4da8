"""Mood and tense: the subjunctive after its triggers, the tenses after si, after espérer."""

from collections.abc import Iterator

from tutoring.french.grammar.predicates import Predicate, predicates, skip_clitics
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit, in_place
from tutoring.french.rules.pattern import Pattern
from tutoring.french.rules.rule import rule
from tutoring.french.words.inflection import conjugate
from tutoring.french.words.readings import Reading

_FEELINGS = (
    "content|contente|contents|contentes|heureux|heureuse|heureuses|triste|tristes|désolé|désolée|"
    "désolés|désolées|fier|fière|fiers|fières|surpris|surprise|étonné|étonnée|ravi|ravie|ravis|"
    "ravies|déçu|déçue|déçus|furieux|furieuse|fâché|fâchée|inquiet|inquiète|enchanté|enchantée"
)
_JUDGEMENTS = (
    "possible|impossible|nécessaire|important|essentiel|indispensable|normal|bizarre|étrange|"
    "dommage|bon|bien|mieux|utile|inutile|urgent|temps|regrettable|rare|naturel|préférable|"
    "étonnant|surprenant|incroyable|juste|injuste|génial|triste|obligatoire|logique|peu-probable"
)
TRIGGERS = tuple(
    Pattern(source)
    for source in (
        "~falloir&:fin pas|absolument|vraiment|aussi|donc|bien|toujours? que|qu'",
        "il faudra|faudrait|fallait|faut|fallut pas? que|qu'",
        "il vaut|vaudrait|valait mieux que|qu'",
        "bien|pour|avant|afin|sans|quoi que|qu'",
        "à condition|moins que|qu'",
        "jusqu' à ce que|qu'",
        "de peur|crainte|façon|manière que|qu'",
        "pourvu|encore que|qu'",
        "quoique|quoiqu'",
        "~vouloir&:fin pas|bien|vraiment|absolument|toujours|plus|seulement? que|qu'",
        "~souhaiter|~désirer|~exiger|~préférer|~aimer|~adorer|~détester|~craindre|~regretter|~attendre|~accepter|~refuser|~ordonner|~interdire&:fin pas|mieux|bien|plus|vraiment|beaucoup? que|qu'",
        "~avoir&:fin très|trop|pas|si|tellement? peur|envie|hâte|besoin|honte que|qu'",
        f"~être&:fin @adverb? pas? très|trop|si|tellement|vraiment|bien? {_FEELINGS} que|qu'",
        f"il|ce|c' ne|n'? ~être&:fin pas|plus|bien|vraiment|très|aussi|peut-être? {_JUDGEMENTS} que|qu'",
        "ça|cela me|m'|te|t'|le|la|l'|nous|vous|lui|les? ~étonner|~surprendre|~gêner|~déranger|~ennuyer|~énerver|~plaire|~arranger que|qu'",
        "~douter&:fin que|qu'",
        "il se peut|pourrait que|qu'",
        "il suffit|suffira|suffirait que|qu'",
        "ne|n' ~penser|~croire|~trouver pas que|qu'",
        "ne|n' ~être&:fin pas sûr|sûre|certain|certaine|sûrs|convaincu|convaincue que|qu'",
        "dommage|heureusement|important|normal que|qu'",
        "le|la|les seul|seule|meilleur|meilleure que|qu'",
        "penses|crois|pensez|croyez -tu|-vous que|qu'",
    )
    if not source.startswith(("le|la", "dommage|heureus"))
)
# The only adjectives of judgement that need no « il est » before them.
_SHORT = Pattern("^ dommage|important|normal que|qu'")


@rule(
    "fr.mood.subjunctive",
    level="B1",
    confidence=0.94,
    severity="medium",
    en="After this expression with “que”, French uses the subjunctive: “{suggestion}”.",
    fr="Après cette expression avec « que », on emploie le subjonctif : « {suggestion} ».",
)
def subjunctive(sentence: Sentence) -> Iterator[Hit]:
    opened = {
        match.last + 1
        for pattern in (*TRIGGERS, _SHORT)
        for match in pattern.matches(sentence)
        if not _is_hoping(sentence, match.first)
    }
    for predicate in predicates(sentence):
        if predicate.start in opened:
            yield from _subjunctive_of(sentence, predicate)


def _is_hoping(sentence: Sentence, at: int) -> bool:
    """Whether « bien que » is « si bien que », or « pour que » part of another phrase."""
    return (
        sentence.norm(at - 1) in {"si", "aussi", "tant", "assez-"} and sentence.norm(at) == "bien"
    )


def _subjunctive_of(sentence: Sentence, predicate: Predicate) -> Iterator[Hit]:
    verb = sentence.words[predicate.verb]
    fits = (predicate.person, predicate.number)
    if verb.joined or any(r.mood == "sub" and (r.person, r.number) == fits for r in verb.finites):
        return
    reading = _best(verb, predicate)
    if reading is None:
        return
    form = conjugate(reading.lemma, predicate.person, predicate.number, "sub", "pres")
    yield from in_place(sentence, predicate.verb, form)


def _best(verb: Word, predicate: Predicate) -> Reading | None:
    """Return the likeliest reading as a verb in another mood, or as an infinitive."""
    candidates = verb.finites or tuple(r for r in verb.verbs if r.mood == "inf" and not verb.nouns)
    fitting = [r for r in candidates if r.person in {predicate.person, 0}] or list(candidates)
    return next(
        (r for r in fitting if r.lemma in {"être", "avoir"}), fitting[0] if fitting else None
    )


@rule(
    "fr.mood.si",
    level="B1",
    confidence=0.95,
    severity="high",
    en="After “si” (if), never the future or the conditional: “{suggestion}”.",
    fr="Après « si » de condition, jamais le futur ni le conditionnel : « {suggestion} ».",
)
def si(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        opener = predicate.start - 1
        if sentence.norm(opener) not in {"si", "s'"} or _asks(sentence, opener):
            continue
        verb = sentence.words[predicate.verb]
        reading = next((r for r in verb.finites if r.mood == "cond" or r.tense == "fut"), None)
        if reading is None or not _only_future(verb):
            continue
        tense = "impf" if reading.mood == "cond" else "pres"
        following = sentence.word(predicate.verb + 1)
        if following and following.participles and reading.lemma in {"avoir", "être"}:
            tense = "impf"  # si j'aurai su
        form = conjugate(reading.lemma, predicate.person, predicate.number, "ind", tense)
        yield from in_place(sentence, predicate.verb, form)


def _only_future(verb: Word) -> bool:
    return all(r.mood == "cond" or r.tense == "fut" for r in verb.finites)


ASKING = frozenset(
    "savoir demander ignorer dire voir comprendre vérifier décider deviner rappeler choisir "
    "découvrir hésiter expliquer indiquer déterminer afficher regarder préciser sûr certain".split()
)


def _asks(sentence: Sentence, at: int) -> bool:
    """Whether this si is « whether »: je ne sais pas si tu viendras."""
    before = sentence.words[max(0, at - 4) : at]
    marks = [w.index for w in before if w.is_mark]
    after_mark = before[marks[-1] - before[0].index + 1 :] if marks else before
    return any(not ASKING.isdisjoint(w.lemmas) for w in after_mark)


_INDICATIVE = tuple(
    Pattern(source)
    for source in (
        "!ne&!n' ~espérer&:fin bien|vraiment|juste|aussi? que|qu'",
        "^ je|tu|il|elle|on|nous|vous|ils|elles ~penser|~croire|~trouver|~savoir|~dire&:fin que|qu'",
        "parce que|qu'",
        "après|pendant|tandis|depuis|dès|alors que|qu'",
        "je|on|j' ~espérer que|qu'",
    )
)


@rule(
    "fr.mood.indicative",
    level="B1",
    confidence=0.93,
    en="This expression takes the indicative, not the subjunctive: “{suggestion}”.",
    fr="Cette expression se construit avec l'indicatif, non le subjonctif : « {suggestion} ».",
)
def indicative(sentence: Sentence) -> Iterator[Hit]:
    opened = {m.last + 1 for pattern in _INDICATIVE for m in pattern.matches(sentence)}
    for predicate in predicates(sentence):
        verb = sentence.words[predicate.verb]
        if predicate.start not in opened or not verb.finites:
            continue
        if all(r.mood == "sub" and r.tense == "pres" for r in verb.finites):
            lemma = verb.finites[0].lemma
            form = conjugate(lemma, predicate.person, predicate.number)
            yield from in_place(sentence, predicate.verb, form)


@rule(
    "fr.mood.si_imperfect",
    level="B1",
    confidence=0.9,
    en="“Si” + imparfait goes with the conditional in the other half: “{suggestion}”.",
    fr="« Si » + imparfait s'accompagne du conditionnel dans l'autre proposition : "
    "« {suggestion} ».",
)
def si_imperfect(sentence: Sentence) -> Iterator[Hit]:
    found = predicates(sentence)
    for first, second in zip(found, found[1:], strict=False):
        if first.start != 1 or sentence.norm(0) not in {"si", "s'"}:
            continue
        if sentence.norm(second.start - 1) != ",":
            continue
        if not _all_imperfect(sentence.words[first.verb]):
            continue
        verb = sentence.words[second.verb]
        if verb.finites and all(r.tense == "fut" for r in verb.finites):
            form = conjugate(verb.finites[0].lemma, second.person, second.number, "cond", "pres")
            yield from in_place(sentence, second.verb, form)


def _all_imperfect(verb: Word) -> bool:
    return bool(verb.finites) and all(
        r.mood == "ind" and r.tense == "impf" for r in verb.finites if r.mood != "sub"
    )


# Verbs that ask politely in the conditional: je voudrais savoir si vous êtes libre.
POLITE = frozenset("vouloir aimer pouvoir devoir souhaiter préférer désirer".split())


@rule(
    "fr.mood.future_in_s",
    level="B1",
    confidence=0.88,
    en="The future of “je” ends in -ai; -ais is the conditional: “{suggestion}”.",
    fr="Au futur, « je » prend -ai ; -ais est le conditionnel : « {suggestion} ».",
)
def future_in_s(sentence: Sentence) -> Iterator[Hit]:
    found = predicates(sentence)
    for predicate in found:
        verb = sentence.words[predicate.verb]
        if sentence.norms[predicate.subject] not in {"je", "j'"} or not verb.norm.endswith("rais"):
            continue
        others = [p for p in found if p is not predicate]
        if not others and _is_planned(sentence):
            form = conjugate(verb.finites[0].lemma, 1, "s", "ind", "fut")
            if POLITE.isdisjoint(verb.lemmas):
                yield from in_place(sentence, predicate.verb, form)
            continue
        if not any(r.mood == "cond" for r in verb.finites) or len(others) != 1:
            continue
        if not POLITE.isdisjoint(verb.lemmas) or "plaît" in sentence.norms:
            continue
        if _goes_with_future(sentence, predicate, others[0]):
            form = conjugate(verb.finites[0].lemma, 1, "s", "ind", "fut")
            yield from in_place(sentence, predicate.verb, form)


def _is_planned(sentence: Sentence) -> bool:
    """Whether the sentence opens with a day to come: demain, la semaine prochaine."""
    opening = sentence.norms[:3]
    return "demain" in opening[:1] or bool({"prochain", "prochaine"} & set(opening))


def _goes_with_future(sentence: Sentence, mine: Predicate, other: Predicate) -> bool:
    """Whether the other clause is « si » + present, or this one « quand » beside a future."""
    verb = sentence.words[other.verb]
    if sentence.norm(other.start - 1) in {"si", "s'"}:
        return any((r.mood, r.tense) == ("ind", "pres") for r in verb.finites)
    after_quand = sentence.norm(mine.start - 1) in {"quand", "lorsque", "dès"}
    return after_quand and bool(verb.finites) and all(r.tense == "fut" for r in verb.finites)


@rule(
    "fr.mood.polite_conditional",
    level="A2",
    confidence=0.94,
    en="A polite wish takes the conditional, in -ais: “{suggestion}”.",
    fr="Un souhait poli se met au conditionnel, en -ais : « {suggestion} ».",
)
def polite_conditional(sentence: Sentence) -> Iterator[Hit]:
    for predicate in predicates(sentence):
        verb = sentence.words[predicate.verb]
        following = sentence.word(predicate.verb + 1)
        if sentence.norms[predicate.subject] not in {"je", "j'"} or following is None:
            continue
        at, _, _ = skip_clitics(sentence, predicate.verb + 1)
        second = sentence.word(at)
        wish = verb.norm == "voudrai" or verb.norm == "aimerai" and second and second.infinitive
        if wish and not predicate.clitics:
            yield from in_place(sentence, predicate.verb, verb.norm + "s")
