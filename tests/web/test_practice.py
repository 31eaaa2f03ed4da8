import re
from pathlib import Path

import pytest
from django.urls import resolve

import web

STATIC = Path(web.__file__).parent / "static" / "web"
MODULES = sorted(path.name for path in STATIC.glob("*.js"))


def test_the_practice_page_is_at_the_root(client, db):
    response = client.get("/")

    assert response.status_code == 200
    assert '<main id="app">' in response.content.decode()


def test_it_runs_under_a_strict_policy(client, db):
    policy = client.get("/").headers["Content-Security-Policy"]

    assert {part.strip() for part in policy.split(";")} >= {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
    }


def test_it_has_no_inline_script_or_style(client, db):
    html = client.get("/").content.decode()

    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", html) == []


@pytest.mark.parametrize("name", [*MODULES, "practice.css", "vendor/lit-html/lit-html.js"])
def test_everything_it_loads_is_served(client, db, name):
    response = client.get(f"/static/web/{name}")

    assert b"".join(response.streaming_content) == (STATIC / name).read_bytes()


@pytest.mark.parametrize("name", MODULES)
def test_its_modules_import_only_what_is_there(name):
    imports = re.findall(r'from "([^"]+)"', (STATIC / name).read_text())

    assert [path for path in imports if not (STATIC / path).is_file()] == []


@pytest.mark.parametrize("name", [*MODULES, "practice.css"])
def test_it_asks_no_other_host(name):
    assert re.findall(r"https?://(?!\$)", (STATIC / name).read_text()) == []


@pytest.mark.parametrize("name", MODULES)
def test_what_it_calls_is_served(name):
    calls = re.findall(r'call\("([A-Z]+)", ["`](/[^"`?]+)', (STATIC / name).read_text())
    views = [
        (method, resolve("/api/v1" + re.sub(r"\$\{[^}]+\}", "1", path)).func.view_class)
        for method, path in calls
    ]

    assert [view for method, view in views if not hasattr(view, method.lower())] == []
