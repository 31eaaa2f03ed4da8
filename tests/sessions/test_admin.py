"""What staff see of conversations; the desk as a whole is tested in tests/config/test_admin.py."""

import pytest

from tests.conftest import make_learner
from tests.sessions.conftest import begin, say

pytestmark = pytest.mark.usefixtures("words")


def test_how_replies_kept_to_their_briefs_stands_above_the_targets(api, client):
    say(api, begin(api, topic="nourriture")["session"]["id"], "Bonjour !")
    client.force_login(make_learner(is_staff=True, is_superuser=True))

    page = client.get("/admin/learning_sessions/target/").content.decode()

    assert "How replies kept to their briefs" in page
    assert "100.0 %" in page
