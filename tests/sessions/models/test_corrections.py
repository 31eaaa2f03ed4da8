import pytest
from django.db import IntegrityError, transaction

from sessions.models import Correction
from tests.sessions.talks import correct, talk


def test_corrections_of_a_message_have_an_order_of_their_own(learner):
    session = talk(learner, 0, 1)
    correct(session, "fr.gender", "le table", "la table")
    correct(session, "fr.aux", "j'ai allé", "je suis allé")

    assert [c.code for c in Correction.objects.all()] == ["fr.gender", "fr.aux"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.update(position=0)


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_a_confidence_lies_between_0_and_1(learner, confidence):
    correct(talk(learner, 0, 1), "fr.gender", "le table", "la table")

    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.update(confidence=confidence)
