import pytest

from sessions.models import CorrectionReport
from tests.sessions.conftest import say

pytestmark = pytest.mark.usefixtures("words")


def test_a_correction_can_be_reported_once(api, stranger_api, session):
    turn = say(api, session.pk, "Je aime Paris.").json()
    path = f"/api/v1/corrections/{turn['error_feedback']['errors'][0]['id']}/report"

    answers = [
        api.post(path, {"reason": "I meant it."}).status_code,
        api.post(path, {}).status_code,
        stranger_api.post(path, {}).status_code,
    ]

    assert answers == [204, 204, 404]
    assert CorrectionReport.objects.get().code == turn["error_feedback"]["errors"][0]["code"]
