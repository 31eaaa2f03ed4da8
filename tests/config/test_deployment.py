"""The files for production, as far as they can be held to something without a container engine."""

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
OURS = ["web", "worker", "beat", "migrate"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def test_the_whole_system_is_there():
    assert sorted(SERVICES) == sorted([*OURS, "database", "redis", "proxy"])


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_no_service_can_gain_rights_or_write_its_image(name):
    service = SERVICES[name]

    assert (service["security_opt"], service["read_only"]) == (["no-new-privileges:true"], True)


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate", "web"}))
def test_every_lasting_service_says_whether_it_is_healthy(name):
    assert SERVICES[name]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}


def test_the_image_itself_says_whether_the_web_process_is_healthy():
    assert "HEALTHCHECK" in DOCKERFILE
    assert "healthcheck" not in SERVICES["web"]


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_nothing_of_ours_starts_before_the_tables_are_there(name):
    waits_for = {
        service: condition["condition"]
        for service, condition in SERVICES[name]["depends_on"].items()
    }

    assert waits_for == {
        "migrate": "service_completed_successfully",
        "database": "service_healthy",
        "redis": "service_healthy",
    }


def test_only_the_proxy_can_be_reached_from_outside():
    published = [name for name, service in SERVICES.items() if "ports" in service]

    assert (published, COMPOSE["networks"]["back"]) == (["proxy"], {"internal": True})


def test_what_must_survive_a_restart_is_in_volumes():
    kept = {
        name: service["volumes"][-1] for name, service in SERVICES.items() if "volumes" in service
    }

    assert (kept["database"], kept["redis"]) == ("database:/var/lib/postgresql/data", "redis:/data")
    assert set(COMPOSE["volumes"]) >= {"database", "redis"}


def test_the_image_installs_hashed_packages_and_runs_as_nobody_special():
    assert "--require-hashes -r requirements/base.lock" in DOCKERFILE
    assert DOCKERFILE.rindex("USER 10001") > DOCKERFILE.rindex("FROM ")


def test_the_image_holds_no_secret_and_no_history():
    ignored = (ROOT / ".dockerignore").read_text().split()

    assert {".env", ".git", "var"} <= set(ignored)
