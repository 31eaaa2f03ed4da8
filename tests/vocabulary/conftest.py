import pytest
from django.contrib.auth import get_user_model


@pytest.fixture
def curator():
    return get_user_model().objects.create_superuser("curator@example.org", "secret")


@pytest.fixture
def desk(client, curator):
    """A browser signed in to the admin."""
    client.force_login(curator)
    return client
