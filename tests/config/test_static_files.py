"""Pages have their style and script without a step that gathers the files."""

import os
import subprocess
import sys

from django.apps import apps

from config.static_files import NEEDED, apps_without_files
from tests.rig.servers import ROOT, production

FILES = [
    "admin/css/base.css",
    "drf_spectacular_sidecar/redoc/bundles/redoc.standalone.js",
    "drf_spectacular_sidecar/swagger-ui-dist/swagger-ui.css",
]
ASK = """
from django.test import Client
for path in {paths}:
    answer = Client().get(path, headers={{"Host": "localhost"}})
    print(answer.status_code, answer["Content-Type"].split(";")[0], int(answer["Content-Length"]) > 999)
"""


def test_in_production_they_are_served_though_nobody_gathered_them(tmp_path):
    environment = production(
        tmp_path, database_url="postgresql://tutor@127.0.0.1:1/tutor", redis_url="redis://127.0.0.1"
    )
    ask = ASK.format(paths=[f"/static/{name}" for name in FILES])

    asked = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", ask],
        cwd=ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip

    assert asked.stdout.splitlines() == [
        "200 text/css True",
        "200 text/javascript True",
        "200 text/css True",
    ], asked.stderr


def test_they_can_still_be_gathered_for_another_server(tmp_path):
    gathering = subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--dry-run"],
        cwd=ROOT, env=os.environ | {"VAR_DIR": str(tmp_path)}, capture_output=True, text=True,
    )  # fmt: skip

    assert (gathering.returncode, "static files copied" in gathering.stdout) == (0, True)


def test_an_app_without_its_files_is_named(settings):
    assert apps_without_files() == []

    settings.INSTALLED_APPS = [app for app in settings.INSTALLED_APPS if app != "web"]

    assert apps_without_files() == ["web"]
    assert set(NEEDED) <= {app.name for app in apps.get_app_configs()} | {"web"}
