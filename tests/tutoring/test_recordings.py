import pytest

from tutoring.brief import Line, Mode, Speaker, Style, TargetWord
from tutoring.recordings import Recording, UnreadableRecording, read_recording

TALK = """{
  "level": "B1", "style": "travel", "topic": "la gare", "speaker": "offline",
  "turns": [
    {"learner": "", "tutor": "Bonjour !"},
    {"learner": "Salut.", "tutor": "Ça va ?", "targets": [
      {"word_id": 3, "lemma": "quai", "gloss": "platform", "mode": "introduce", "is_new": true}
    ]},
    {"learner": "Oui.", "tutor": "Bien."}
  ]
}"""


def test_brief_of_a_turn_is_what_its_reply_was_made_from():
    brief = read_recording(TALK).brief(1)

    assert (brief.language, brief.level, brief.style, brief.topic) == (
        "fr", "B1", Style.TRAVEL, "la gare",
    )  # fmt: skip
    assert (brief.learner_text, brief.turn_number) == ("Salut.", 1)
    assert brief.history == (Line(Speaker.TUTOR, "Bonjour !"),)
    assert brief.targets == (TargetWord(3, "quai", "platform", is_new=True, mode=Mode.INTRODUCE),)


def test_recording_survives_being_written_and_read():
    talk = read_recording(TALK)

    assert read_recording(talk.model_dump_json()) == talk


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("hello", "the file: Invalid JSON"),
        ("[]", "the file: Input should be an object"),
        ('{"level": "Z9"}', "level: Input should be 'A1'"),
        ('{"turns": [{"learner": "x"}]}', "turns.0.tutor: Field required"),
        ('{"turn": []}', "turn: Extra inputs are not permitted"),
    ],
)
def test_other_files_are_refused_with_their_fault(text, problem):
    with pytest.raises(UnreadableRecording, match=problem):
        read_recording(text)


def test_empty_recording_has_no_turns():
    assert Recording().turns == []
