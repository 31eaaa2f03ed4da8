"""Whatever a model provider does, a turn ends with a result, in time, and can be gone on from."""

import pytest

FAULTS = ["fail-503", "fail-429-after-30", "drop-headers", "slow-headers", "html", "broken-json",
          "no-answer", "cut-2", "end-2", "error-2", "stall-2", "refuse"]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_provider_ends_in_a_result_within_the_deadline(client, scripted, fault):
    scripted(*[fault] * 6)
    with client.socket() as line:
        line.say("Je aime Paris.")
        turn = line.result()

    assert turn["assistant_turn"]["message"]["content"]
    assert turn["error_feedback"]["errors"][0]["suggestion"] == "J'aime"
