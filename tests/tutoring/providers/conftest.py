import pytest

from tests.rig.fake_gateway import FakeGateway
from tutoring.providers.anthropic import Messages
from tutoring.providers.openai import ChatCompletions, Responses


@pytest.fixture
async def gateway():
    async with FakeGateway() as running:
        yield running


def responses(gateway, model="gpt-5.4-mini", **options):
    return Responses(model=model, api_key="sk-test", base_url=gateway.openai_base, **options)


def chat_completions(gateway, model="gpt-4o-mini", **options):
    return ChatCompletions(model=model, api_key="sk-test", base_url=gateway.openai_base, **options)


def messages(gateway, model="claude-haiku-5-5", **options):
    return Messages(model=model, api_key="sk-ant-test", base_url=gateway.origin, **options)


@pytest.fixture(scope="session")
def loaded_sdks():
    """Without this the first test of a run would time out while an SDK is imported."""
    for make in (responses, chat_completions, messages):
        make(FakeGateway()).load()


@pytest.fixture(params=[responses, chat_completions, messages], ids=lambda make: make.__name__)
def make_provider(request, loaded_sdks):
    """Make a provider of each of the three wire formats, speaking to the gateway."""
    return request.param
