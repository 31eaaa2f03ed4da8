"""Who corrected a message, as clients are told."""

from sessions.assessment.assessing import Assessment
from sessions.turn.correcting import metadata_of
from tutoring.brief import ModelCorrections, Usage
from tutoring.feedback import Feedback

FEEDBACK = Feedback(summary="", findings=(), shown=0, corrected_text="")
ASSESSMENT = Assessment(FEEDBACK, findings=(), outcomes=(), sightings=(), rule_findings=2)


def test_the_rules_alone_name_no_model():
    assert metadata_of(ASSESSMENT, ModelCorrections()).model_dump() == {
        "rule_error_count": 2,
        "llm_provider": None,
        "llm_model": None,
        "llm_tokens": None,
        "llm_cost": None,
    }


def test_a_model_is_named_with_what_it_used():
    asked = ModelCorrections((), Usage(120, 30, 0.001), "openai", "small")

    told = metadata_of(ASSESSMENT, asked)

    assert (told.llm_provider, told.llm_model) == ("openai", "small")
    assert (told.llm_tokens, told.llm_cost) == (150, 0.001)
