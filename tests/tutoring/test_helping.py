import pytest

from tests.rig.scripted import PlainWords, ScriptedProvider, failed
from tutoring.brief import Brief, FailedCall, Line, Mode, Speaker, TargetWord, Usage, Written
from tutoring.helping import simplify, suggest, translate
from tutoring.tutor import Tutor

ASKED = "Est-ce que tu aimes le pain, ou est-ce que tu préfères les fruits ?"
BRIEF = Brief(
    language="fr",
    level="A1",
    history=(Line(Speaker.LEARNER, "Bonjour."), Line(Speaker.TUTOR, ASKED)),
    targets=(TargetWord(1, "fromage", "cheese", mode=Mode.ELICIT),),
)
THREE = "- Oui, bien sûr.\n2. Non, pas du tout.\n\nEt toi, tu aimes quoi ?"


def tutor_of(*models):
    offline = ScriptedProvider(name="offline", model="")
    return Tutor(models, offline, lambda code: PlainWords())


async def test_model_translates_into_the_learners_language():
    model = ScriptedProvider(writes="Magst du Brot?")

    written = await translate(tutor_of(model), ASKED, language="fr", native_language="de")

    assert written == Written("Magst du Brot?", Usage(120, 30, 0.001), "scripted", "script-1")
    assert "from French into German" in model.prompts[0].system
    assert model.prompts[0].messages[0].text == f"<message>{ASKED}</message>"


async def test_model_says_it_more_simply():
    model = ScriptedProvider(writes="Tu aimes le pain ?")

    written = await simplify(tutor_of(model), ASKED, language="fr", level="A1")

    assert (written.text, written.provider) == ("Tu aimes le pain ?", "scripted")


async def test_model_suggests_three_replies_without_giving_words_away():
    model = ScriptedProvider(writes=THREE)

    suggestions = await suggest(tutor_of(model), BRIEF)

    assert suggestions.replies == ("Oui, bien sûr.", "Non, pas du tout.", "Et toi, tu aimes quoi ?")
    assert "<elicit>\n<word><lemma>fromage</lemma>" in model.prompts[0].messages[0].text


async def test_other_numbers_of_replies_are_not_taken():
    model = ScriptedProvider(writes="Oui.")

    suggestions = await suggest(tutor_of(model), BRIEF)

    assert len(suggestions.replies) == 3
    assert (suggestions.written.provider, suggestions.written.failure) == ("offline", "malformed")
    assert suggestions.written.failed_calls == (
        FailedCall("scripted", "script-1", Usage(120, 30, 0.001)),
    )


async def test_second_model_helps_when_the_first_fails():
    tutor = tutor_of(
        ScriptedProvider(writes=failed("overloaded")),
        ScriptedProvider(writes="Do you like bread?", name="second"),
    )

    written = await translate(tutor, ASKED, language="fr", native_language="en")

    assert (written.text, written.provider) == ("Do you like bread?", "second")


async def test_offline_tutor_helps_when_no_model_can():
    tutor = tutor_of(ScriptedProvider(writes=failed("overloaded")))

    suggestions = await suggest(tutor, BRIEF)

    written = suggestions.written
    assert (written.provider, written.failure, len(suggestions.replies)) == (
        "offline", "overloaded", 3,
    )  # fmt: skip


async def test_what_the_offline_tutor_does_not_know_stays_empty():
    written = await translate(
        tutor_of(), "Le zeugme s'ébroue.", language="fr", native_language="en"
    )

    assert written == Written()


@pytest.mark.parametrize("language", ["es", "de"])
async def test_offline_tutor_helps_in_french_only(language):
    written = await simplify(tutor_of(), "Hola.", language=language, level="A1")

    assert written == Written()
