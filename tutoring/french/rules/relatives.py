"""Relative and interrogative words: qui, que, dont, quel, quel que soit."""

from collections.abc import Iterator

from tutoring.french.grammar.closed_classes import LANGUAGES
from tutoring.french.grammar.groups import noun_groups
from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.rules.hits import Hit
from tutoring.french.rules.pattern import Match
from tutoring.french.rules.rule import on, rule
from tutoring.french.words.inflection import conjugate, join


@rule(
    "fr.pronoun.dont",
    level="B1",
    confidence=0.94,
    en="With a verb or phrase built with “de”, the relative pronoun is “dont”.",
    fr="Avec une expression construite avec « de », le pronom relatif est « dont ».",
)
@on(
    "x=:noun|ce|celui|celle|:adjective [que|qu'] je|j'|tu|il|elle|on|nous|vous|ils|elles ne|n'? @clitic? ~avoir&:fin pas|vraiment|toujours|plus|tant? besoin|envie|peur|honte $|est|était|pour|maintenant",
    "x=:noun|ce|celui|celle [que|qu'] je|j'|tu|il|elle|on|nous|vous|ils|elles @clitic? ~parler&:fin $|tous|toujours|souvent|hier|beaucoup|est|était",
    "x=:noun|ce|celui|celle [que|qu'] je|j'|tu|il|elle|on|nous|vous|ils|elles @clitic* ~avoir&:fin @adverb? parlé $|hier|est|était",
    "x=:noun|ce|celui|celle [que|qu'] je|tu|il|elle|on|nous|vous|ils|elles me|te|se|nous|vous ~souvenir|~servir|~moquer|~occuper&:fin",
)
def dont(match: Match) -> str | None:
    if match["x"].norm in LANGUAGES or match["x"].norm == "langue":
        return None
    return "dont"


@rule(
    "fr.pronoun.qui",
    level="A2",
    confidence=0.98,
    en="As the subject of what follows, the relative pronoun is “qui”: “{suggestion}”.",
    fr="Sujet de ce qui suit, le pronom relatif est « qui » : « {suggestion} ».",
)
@on(
    "d=le|la|les|un|une|des|mon|ma|mes|ce|cette|ces|son|sa|deux|l' :adjective? x=:noun [que v=:fin] à|en|dans|chez|avec|très|bien|beaucoup|français|anglais|au|aux|près|ici|là|pas|tous|toujours|souvent|trop|sur",
    "x=:noun [que s'|se v=:fin]",
    "ce [que se|s' v=:fin]",
    "d=le|la|les|un|une|des|mon|ma|mes|ce|cette|ces|son|sa|deux|l' :adjective? x=:noun [que v=a|ont|est|était|avait|étaient|avaient|habite|aime|aiment|arrive|habitent]",
)
def qui(match: Match) -> str | None:
    verb = match["v"]
    if not any(r.person == 3 for r in verb.finites) or not verb.mostly("verb", 0.6):
        return None
    rest = " ".join(word.text for word in match.words[1:]).replace("' ", "'")
    return f"qui {rest}"


@rule(
    "fr.pronoun.que",
    level="A2",
    confidence=0.94,
    en="Before a subject, the relative pronoun is “que”: “{suggestion}”.",
    fr="Devant un sujet, le pronom relatif est « que » : « {suggestion} ».",
)
@on(
    "d=le|la|les|un|une|des|mon|ma|mes|ce|cette|ces|son|sa|l' :adjective? x=:noun :adjective? [qui s=je|j'|tu|il|elle|on|ils|elles] :word",
    "ce [qui s=je|j'|tu|il|on|ils] :word",
)
def que(match: Match) -> str:
    return (
        join("que", match["s"].norm)
        if not match["s"].norm.endswith("'")
        else f"que {match['s'].norm}"
    )


@rule(
    "fr.pronoun.que_before_noun",
    level="A2",
    confidence=0.94,
    en="Before a subject, the relative pronoun is “que”.",
    fr="Devant un sujet, le pronom relatif est « que ».",
)
@on(
    "d=le|la|les|un|une|des|mon|ma|mes|ce|cette|ces|son|sa|l' :adjective? x=:noun :adjective? [qui] s=nous|vous|mon|ma|mes|ton|ta|tes v=:word"
)
def que_plain(match: Match) -> str | None:
    if match["s"].norm in {"nous", "vous"} and not any(
        (r.person, r.number) in {(1, "p"), (2, "p")} for r in match["v"].finites
    ):
        return None
    return "que"


@rule(
    "fr.pronoun.quel",
    confidence=0.95,
    en="“Quel” agrees with its noun: quel, quelle, quels, quelles: “{suggestion}”.",
    fr="« Quel » s'accorde avec son nom : quel, quelle, quels, quelles : « {suggestion} ».",
)
def quel(sentence: Sentence) -> Iterator[Hit]:
    groups = {group.start: group for group in noun_groups(sentence)}
    forms = {("m", "s"): "quel", ("f", "s"): "quelle", ("m", "p"): "quels", ("f", "p"): "quelles"}
    for word in sentence.words:
        if word.norm not in forms.values() or sentence.norm(word.index + 1) not in {
            "est",
            "sont",
            "était",
            "étaient",
            "sera",
            "seront",
        }:
            continue
        group = groups.get(word.index + 2)
        if group and group.gender and group.number:
            right = forms[group.gender, group.number]
            if right != word.norm:
                yield Hit(word.index, word.index, right)


@rule(
    "fr.pronoun.quel_que",
    level="B2",
    confidence=0.94,
    en="“Quel que soit” is written in two words and agrees with its noun: “{suggestion}”.",
    fr="« Quel que soit » s'écrit en deux mots et s'accorde avec le nom : « {suggestion} ».",
)
@on(
    "[q=quelque v=soit|soient|puisse|fût] d=le|la|l'|les|son|sa|ses|ton|ta|tes|mon|ma|mes|notre|votre|leur|leurs|être? n=:noun",
    "[q=quelle|quel|quels|quelles que v=soit|soient] d=le|la|l'|les|son|sa|ses|ton|ta|tes|mon|ma|mes|notre|votre|leur|leurs|vos|nos n=:noun",
)
def quel_que(match: Match) -> str | None:
    noun, number = match["n"], "p" if match["v"].norm == "soient" else "s"
    if len(noun.genders) != 1:
        return None
    gender = next(iter(noun.genders))
    form = {"ms": "quel", "fs": "quelle", "mp": "quels", "fp": "quelles"}[gender + number]
    right = f"{form} que {match['v'].text}"
    written = " ".join(word.norm for word in match.words)
    return None if right == written else right


@rule(
    "fr.pronoun.moi_qui",
    level="B1",
    confidence=0.95,
    en="After “c'est moi qui”, the verb agrees with “moi”: “{suggestion}”.",
    fr="Après « c'est moi qui », le verbe s'accorde avec « moi » : « {suggestion} ».",
)
@on("c' est|était|sera p=moi|toi|nous|vous|eux|elles qui ne|n'? @clitic? [v=:fin]")
def moi_qui(match: Match) -> str | None:
    person, number = {
        "moi": (1, "s"),
        "toi": (2, "s"),
        "nous": (1, "p"),
        "vous": (2, "p"),
        "eux": (3, "p"),
        "elles": (3, "p"),
    }[match["p"].norm]
    verb: Word = match["v"]
    if any((r.person, r.number) == (person, number) for r in verb.finites) or verb.joined:
        return None
    reading = next((r for r in verb.finites if r.lemma in {"être", "avoir"}), verb.finites[0])
    return conjugate(reading.lemma, person, number, reading.mood, reading.tense) or None


_HERE = (
    "ville|village|pays|maison|appartement|région|endroit|lieu|quartier|rue|école|université|hôtel|"
    "restaurant|immeuble|île|continent|hôpital|bureau|entreprise"
)


@rule(
    "fr.pronoun.where",
    level="A2",
    confidence=0.94,
    en="For the place or time where something happens, the relative word is “où”: “{suggestion}”.",
    fr="Pour le lieu ou le moment où cela se passe, le relatif est « où » : « {suggestion} ».",
)
@on(
    f"le|la|l'|un|une|du|au|ce|cette|cet|mon|ma|notre :adjective? x={_HERE} :adjective? [que|qu' s=je|j'|tu|il|elle|on|nous|vous|ils|elles] ~être&:fin :pp? v=né|née|nés|nées|mort|morte|allé|allée|allés|arrivé|arrivée|resté|restée|restés|restées",
    f"le|la|l'|un|une|du|au|ce|cette|cet|mon|ma|notre :adjective? x={_HERE} :adjective? [que|qu' s=je|j'|tu|il|elle|on|nous|vous|ils|elles] ~avoir&:fin v=grandi|dormi|travaillé|vieilli|séjourné $|pendant|quand|avec|depuis|est|était|a",
    f"le|la|l'|un|une|du|au|ce|cette|cet|mon|ma|notre :adjective? x={_HERE} :adjective? [que|qu' s=je|j'|tu|il|elle|on|nous|vous|ils|elles] v=~travailler|~grandir|~dormir|~vivre&:fin $|est|était|a|avec|depuis|pendant",
    "le|la|l'|un|une :adjective? x=jour|année|moment|époque|mois|nuit|soir [que|qu' s=je|j'|tu|il|elle|on|nous|vous|ils|elles] ~être&:fin v=né|née|nés|nées|mort|morte|arrivé|arrivée|arrivés|arrivées|parti|partie|partis",
)
def where(match: Match) -> str | None:
    norms, following = match.sentence.norms, match.sentence.word(match["v"].index + 1)
    if following and following.infinitive:
        return None  # la ville que je suis allé voir
    if match["x"].norm in {"jour", "année", "moment", "mois", "nuit", "soir"} and {
        "c'",
        "ce",
    } & set(norms[: match.first]):
        return None  # c'est le jour que...: the cleft
    return f"où {match['s'].text}"


_WHICH = {"ms": "lequel", "fs": "laquelle", "mp": "lesquels", "fp": "lesquelles"}


@rule(
    "fr.pronoun.lequel",
    level="B2",
    confidence=0.93,
    en="“Lequel” agrees with the noun it stands for: “{suggestion}”.",
    fr="« Lequel » s'accorde avec le nom qu'il représente : « {suggestion} ».",
)
def lequel(sentence: Sentence) -> Iterator[Hit]:
    for group in noun_groups(sentence):
        at = group.end + 2
        if sentence.norm(at - 1) not in {"pour", "avec", "dans", "sur", "sans", "par", "chez"}:
            continue
        if sentence.norm(at) not in _WHICH.values() or not group.gender or not group.number:
            continue
        if (
            sentence.norm(group.start - 1) in {"de", "d'", "et", "ou"}
            or group.determiner.kind == "of"
        ):
            continue  # le mari de ma sœur, avec lequel
        if sentence.norm(at) != _WHICH[group.gender + group.number]:
            yield Hit(at, at, _WHICH[group.gender + group.number])
