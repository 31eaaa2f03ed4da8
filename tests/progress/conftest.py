import pytest
from hypothesis import settings
from rest_framework.test import APIClient

from learners.models import Learner
from tests.progress.words import make_word

# A busy machine is no fault of the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture
def learner(db):
    return Learner.objects.create_user("alice@example.org", "a long password")


@pytest.fixture
def word(db):
    return make_word("pain")


@pytest.fixture
def api(learner):
    client = APIClient()
    client.force_authenticate(learner)
    return client
