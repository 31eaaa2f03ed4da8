import pytest

from tutoring.french.rules.loading import read_family, read_rules
from tutoring.french.rules.rule_files import RuleFile, RuleRefused

RULE = """fr.month.in:
  find:
    "[à x=@month]": en {x}
  level: A2
  category: vocabulary
  severity: low
  confidence: 0.95
  en: Say “{suggestion}”, not “{span}”.
  fr: On dit « {suggestion} ».
  wrong:
    - Il vient [à mai -> en mai].
  right:
    - Il vient en mai.
"""


def family(folder, text, name="month"):
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def changed(old, new):
    assert old in RULE
    return RULE.replace(old, new)


def test_rule_is_read_whole(tmp_path):
    (rule,) = read_family(family(tmp_path, RULE))

    assert (rule.id, rule.level, rule.category, rule.severity, rule.confidence) == (
        "fr.month.in", "A2", "vocabulary", "low", 0.95,
    )  # fmt: skip
    assert rule.explanations == {
        "en": "Say “{suggestion}”, not “{span}”.",
        "fr": "On dit « {suggestion} ».",
    }
    assert (rule.wrong, rule.right) == (("Il vient [à mai -> en mai].",), ("Il vient en mai.",))
    assert rule.finder.needs == {"à"}


def test_what_is_left_out_has_its_default(tmp_path):
    text = changed("  level: A2\n  category: vocabulary\n  severity: low\n", "")

    (rule,) = read_family(family(tmp_path, text))

    assert (rule.level, rule.category, rule.severity) == ("A1", "grammar", "medium")


def test_lists_and_maps_of_the_family_can_be_named(tmp_path):
    head = "lists:\n  pet: chat chien\nmaps:\n  plural: {cheval: chevaux}\n"
    text = head + changed('"[à x=@month]": en {x}', '"@pet [x=@plural]": "{x:plural}"')

    (rule,) = read_family(family(tmp_path, text))

    assert rule.finder.needs == {"cheval"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "month.yaml, line 1: the file is empty"),
        ("- a\n- b\n", "month.yaml, line 1: here must stand keys with values"),
        ("a: [b\n", "month.yaml, line 2: no YAML: did not find expected ',' or ']'"),
        (RULE + RULE, "month.yaml, line 14: fr.month.in stands here for the second time"),
        (RULE.replace("month.in", "month"), "month.yaml, line 1: fr.month is no id like fr.month.name"),
        (RULE.replace("fr.month.in", "fr.week.in"), "month.yaml, line 1: fr.week.in belongs in week.yaml"),
        (RULE.replace("level: A2", "niveau: A2"), "month.yaml, line 4: unknown key niveau; there are "
         "category, confidence, en, find, fr, level, phrases, procedure, right, severity, unless, where, wrong"),
        ("lists:\n  month: mai juin\n" + RULE, "month.yaml, line 2: there is a list @month already"),
        ("lists:\n  pet: chat\nmaps:\n  pet: {a: b}\n" + RULE, "month.yaml, line 4: there is a list @pet already"),
        ("maps:\n  pet: chat\n" + RULE, "month.yaml, line 2: here must stand keys with values"),
    ],
)  # fmt: skip
def test_file_is_refused_with_line_and_reason(tmp_path, text, reason):
    with pytest.raises(RuleRefused) as refusal:
        read_family(family(tmp_path, text))

    assert str(refusal.value) == reason


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("@month", "@mnoth", 3, "there is no list @mnoth"),
        ("x=@month", "x=:nuon", 3, "there is no kind of word :nuon"),
        ("[à x=@month]", "[à x=@month", 3, "the brackets of “[à x=@month” are not one pair around whole words"),
        ("en {x}", "en {y}", 3, "{y}: the pattern has no word of that name"),
        ("en {x}", "en {x", 3, "the braces of “en {x” are not in pairs"),
        ("en {x}", "{write: en, when: il}", 3, None),
        ("en {x}", "{unless: il}", 3, "“write” is missing"),
        ("en {x}", "{write: en, unless: y=il}", 3, "no word of the patterns is called y"),
        ("level: A2", "unless: ['il [*]', 'y=il']", 4, "no word of the patterns is called y"),
        ("level: A2", "where: '[il]'", 4, "the brackets of “[il]” are not one pair around whole words"),
        ("level: A2", "level: D1", 4, "level is one of A1, A2, B1, B2, C1, C2, not D1"),
        ("category: vocabulary", "category: words", 5,
         "category is one of grammar, punctuation, spelling, style, vocabulary, not words"),
        ("severity: low", "severity: bad", 6, "severity is one of high, low, medium, not bad"),
        ("confidence: 0.95", "confidence: sure", 7, "confidence is between 0 and 1, not sure"),
        ("confidence: 0.95", "confidence: 95", 7, "confidence is between 0 and 1, not 95"),
        ("  confidence: 0.95\n", "", 1, "“confidence” is missing"),
        ("  en: Say “{suggestion}”, not “{span}”.\n", "", 1, "“en” is missing"),
        ("  fr: On dit « {suggestion} ».\n", "", 1, "“fr” is missing"),
        ("[à mai -> en mai]", "à mai", 11, "not one [wrong -> right] in “Il vient à mai.”"),
        ("vient [à mai -> en mai]", "[vien -> vient] [à mai -> en mai]", 11,
         "not one [wrong -> right] in “Il [vien -> vient] [à mai -> en mai].”"),
        ("    - Il vient en mai.", "    - Il vient [en -> en] mai.", 13,
         "nothing is wrong in a right example: “Il vient [en -> en] mai.”"),
        ("level: A2", "phrases: {à mai: en mai}", 2, "“find” beside “phrases”"),
        ("level: A2", "procedure: agreement.nothing", 4, "there is no function agreement.nothing"),
        ("level: A2", "procedure: nowhere.adjective", 4, "there is no function nowhere.adjective"),
    ],
)  # fmt: skip
def test_rule_is_refused_with_id_line_and_reason(tmp_path, old, new, line, reason):
    expected = f"month.yaml, line {line}: fr.month.in: {reason}"
    if reason is None:
        expected = "month.yaml, line 3: unknown key when; there are unless, where, write"

    with pytest.raises(RuleRefused) as refusal:
        read_family(family(tmp_path, changed(old, new)))

    assert str(refusal.value) == expected


def test_explanation_with_another_placeholder_is_refused(tmp_path):
    text = changed("not “{span}”", "not “{word}”")

    with pytest.raises(RuleRefused) as refusal:
        read_family(family(tmp_path, text))

    assert str(refusal.value) == (
        "month.yaml, line 8: an explanation has {span} and {suggestion}, not {word}"
    )


def test_missing_rule_text_is_refused(tmp_path):
    with pytest.raises(RuleRefused) as refusal:
        read_family(family(tmp_path, changed("  wrong:\n    - Il", "  wrong:\n    -\n    - Il")))

    assert str(refusal.value) == "month.yaml, line 11: here must stand a text"


def test_language_more_is_a_file_more(tmp_path):
    family(tmp_path, RULE)
    (tmp_path / "messages").mkdir()
    family(tmp_path / "messages", "fr.month.in: Se dice «{suggestion}».\n", name="es")

    (rule,) = read_rules(tmp_path)

    assert rule.explanations["es"] == "Se dice «{suggestion}»."
    assert rule.explanations["fr"] == "On dit « {suggestion} »."


@pytest.mark.parametrize(
    ("messages", "reason"),
    [
        ("fr.month.on: Se dice.\n", "es.yaml, line 1: there is no rule fr.month.on"),
        ("fr.month.in: Se dice {word}.\n",
         "es.yaml, line 1: an explanation has {span} and {suggestion}, not {word}"),
        ("fr.week.in: Se dice.\n", "es.yaml: fr.month.in is missing"),
    ],
)  # fmt: skip
def test_messages_with_holes_are_refused(tmp_path, messages, reason):
    family(tmp_path, RULE)
    family(tmp_path, RULE.replace("fr.month.in", "fr.week.in"), name="week")
    (tmp_path / "messages").mkdir()
    family(tmp_path / "messages", messages, name="es")

    with pytest.raises(RuleRefused) as refusal:
        read_rules(tmp_path)

    assert str(refusal.value) == reason


def test_values_are_read_as_they_are_written(tmp_path):
    file = RuleFile(family(tmp_path, "a: no\nb: 1.0\nc: [x, 'y z']\n"))

    first, second, third = file.root()

    assert (file.text(first.value), file.text(second.value)) == ("no", "1.0")
    assert file.texts(third.value) == [(3, "x"), (3, "y z")]
