import anthropic
import httpx2
import openai
import pytest

from tutoring.providers.base import FailureKind, ProviderFailed
from tutoring.providers.failures import kind_named, retry_after, translated

NOON = 1_800_000_000.0  # 2027-01-15 08:00:00 UTC


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("1", 1.0),
        ("0.5", 0.5),
        ("Fri, 15 Jan 2027 08:00:30 GMT", 30.0),
        ("Fri, 15 Jan 2027 07:59:00 GMT", None),
        ("-3", None),
        ("nan", None),
        ("inf", None),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(header, seconds):
    assert retry_after({"retry-after": header}, now=NOON) == seconds


def test_milliseconds_go_before_seconds():
    assert retry_after({"retry-after-ms": "250", "retry-after": "1"}) == 0.25
    assert retry_after({"retry-after-ms": "soon", "retry-after": "1"}) == 1.0


def test_no_header_is_no_advice():
    assert retry_after({}) is None


@pytest.mark.parametrize("sdk", [openai, anthropic])
@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (httpx2.ConnectTimeout, FailureKind.UNREACHABLE),  # nobody was asked
        (httpx2.PoolTimeout, FailureKind.UNREACHABLE),
        (httpx2.ReadTimeout, FailureKind.TIMED_OUT),
    ],
)
def test_timeout_is_known_by_what_was_waited_for(sdk, cause, kind):
    request = httpx2.Request("POST", "http://localhost")

    with pytest.raises(ProviderFailed) as caught, translated(sdk):
        raise sdk.APITimeoutError(request) from cause("late")
    with pytest.raises(ProviderFailed) as raw, translated(sdk):
        raise cause("late")

    assert (caught.value.kind, raw.value.kind) == (kind, kind)


@pytest.mark.parametrize(
    ("names", "status", "kind"),
    [
        (["insufficient_quota"], 429, FailureKind.QUOTA_EXHAUSTED),
        (["rate_limit_exceeded"], 429, FailureKind.RATE_LIMITED),
        ([None, "overloaded_error"], 200, FailureKind.OVERLOADED),
        ([None, None], 422, FailureKind.BAD_REQUEST),
        (["something_new"], 418, FailureKind.BAD_REQUEST),
        ([None], 502, FailureKind.SERVER_FAULT),
        ([None], 0, FailureKind.SERVER_FAULT),
    ],
)
def test_failure_is_known_by_its_name_or_by_its_status(names, status, kind):
    assert kind_named(*names, status=status) == kind
