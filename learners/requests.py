"""Requests to views that only signed-in learners reach; what such a view is annotated with."""

from rest_framework.request import Request

from learners.models import Learner
from learners.tokens import Access


class SignedInRequest(Request):
    # Views that everybody reaches take a plain Request, whose user may be nobody.
    user: Learner
    auth: Access
