import pytest

from tutoring.french.words.lexicon import lexicon


def words(form):
    return {(r.lemma, r.pos) for r in lexicon().readings(form)}


def test_form_has_all_its_readings():
    assert words("suis") == {("être", "verb"), ("suivre", "verb")}
    assert words("livre") == {("livre", "noun"), ("livrer", "verb")}


def test_reading_tells_person_mood_and_tense():
    readings = [r for r in lexicon().readings("finirions") if r.lemma == "finir"]

    assert [(r.person, r.number, r.mood, r.tense) for r in readings] == [(1, "p", "cond", "pres")]


def test_most_frequent_reading_stands_first():
    assert lexicon().readings("la")[0].pos == "determiner"


@pytest.mark.parametrize("form", ["École", "ÉCOLE", "école"])
def test_case_does_not_matter(form):
    assert ("école", "noun") in words(form)


def test_capitalised_form_may_be_a_name():
    assert ("Marie", "name") in words("Marie")
    assert ("Marie", "name") not in words("marie")


@pytest.mark.parametrize("form", ["aujourd'hui", "aujourd’hui"])
def test_either_apostrophe_is_known(form):
    assert lexicon().knows(form)


@pytest.mark.parametrize("form", ["sœur", "soeur"])
def test_ligature_may_be_left_out(form):
    assert words(form) == {("sœur", "noun")}


def test_unknown_form_has_no_reading():
    assert lexicon().readings("mangrais") == ()
    assert not lexicon().knows("mangrais")
    assert lexicon().frequency("mangrais") == 0


def test_participle_used_as_an_adjective_is_its_own_dictionary_form():
    assert ("fatigué", "adjective") in words("fatiguées")


def test_possessive_has_the_person_of_its_owner():
    readings = [r for r in lexicon().readings("mes") if r.pos == "determiner"]

    assert [(r.lemma, r.number, r.person) for r in readings] == [("mon", "p", 1)]


def test_pronoun_bound_by_a_hyphen_is_the_pronoun():
    assert lexicon().readings("-t-il") == lexicon().readings("il")
    assert lexicon().readings("-toi") == lexicon().readings("toi")


@pytest.mark.parametrize("form", ["disez", "taît", "plum", "pât", "mademoiselles", "inclu"])
def test_fault_of_the_sources_is_no_form(form):
    assert not lexicon().knows(form)


@pytest.mark.parametrize(
    ("form", "lemma"), [("faut", "faillir"), ("faux", "faillir"), ("plus", "plaire")]
)
def test_form_is_not_also_of_a_word_it_only_resembles(form, lemma):
    assert (lemma, "verb") not in words(form)


@pytest.mark.parametrize(
    ("form", "lemma", "gender", "number"),
    [("cheffe", "chef", "f", "s"), ("autrices", "auteur", "f", "p"), ("lacs", "lac", "m", "p")],
)
def test_form_that_the_sources_lack_is_known(form, lemma, gender, number):
    assert (lemma, gender, number) in {
        (r.lemma, r.gender, r.number) for r in lexicon().readings(form)
    }


def test_je_suis_is_mostly_the_verb_etre():
    usual, *others = lexicon().readings("suis")

    assert usual.lemma == "être"
    assert all(usual.frequency > 20 * other.frequency for other in others)


def test_frequencies_are_those_of_talk_and_books():
    assert lexicon().frequency("maison") == pytest.approx(533, rel=0.05)


@pytest.mark.parametrize(
    ("lemma", "pos", "features", "forms"),
    [
        ("aller", "verb", {"person": 3, "number": "p", "mood": "ind", "tense": "pres"}, ("vont",)),
        ("être", "verb", {"person": 1, "number": "s", "mood": "ind", "tense": "impf"}, ("étais",)),
        ("faire", "verb", {"person": 2, "number": "p", "mood": "ind", "tense": "pres"}, ("faites",)),
        ("venir", "verb", {"person": 1, "number": "s", "mood": "sub", "tense": "pres"}, ("vienne",)),
        ("prendre", "verb", {"mood": "part", "tense": "past", "gender": "f", "number": "p"},
         ("prises",)),
        ("manger", "verb", {"mood": "inf"}, ("manger",)),
        ("cheval", "noun", {"number": "p"}, ("chevaux",)),
        ("heureux", "adjective", {"gender": "f", "number": "p"}, ("heureuses",)),
        ("sœur", "noun", {"number": "p"}, ("sœurs",)),
        ("mangrer", "verb", {"mood": "inf"}, ()),
    ],
)  # fmt: skip
def test_word_is_inflected(lemma, pos, features, forms):
    assert lexicon().inflect(lemma, pos, **features) == forms


def test_usual_form_stands_before_the_rare_one():
    assert lexicon().inflect("beau", "adjective", gender="m", number="s")[:2] == ("beau", "bel")


@pytest.mark.parametrize(
    ("noun", "genders"),
    [
        ("maison", {"f"}), ("voiture", {"f"}), ("problème", {"m"}), ("main", {"f"}),
        ("livre", {"m", "f"}), ("élève", {"m", "f"}), ("professeur", {"m", "f"}), ("manger", set()),
    ],
)  # fmt: skip
def test_gender_is_given_where_the_sources_agree(noun, genders):
    assert lexicon().genders(noun) == genders


@pytest.mark.parametrize(
    ("form", "aspirated"),
    [
        ("haricot", True), ("hérisson", True), ("hurler", True), ("Haïti", False), ("hier", False), ("humeur", False), ("héroïne", False), ("héros", True), ("hibou", True), ("onze", True),
        ("homme", False), ("heure", False), ("hôtel", False), ("eau", False),
    ],
)  # fmt: skip
def test_aspirated_h_is_known(form, aspirated):
    assert lexicon().aspirated_h(form) == aspirated


@pytest.mark.parametrize(
    ("lemma", "auxiliary"),
    [("aller", "être"), ("se laver", "être"), ("s'habiller", "être"), ("manger", "avoir")],
)
def test_compound_tenses_have_their_auxiliary(lemma, auxiliary):
    assert lexicon().auxiliary(lemma) == auxiliary
