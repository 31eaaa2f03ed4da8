import subprocess
import sys

from tests.rig.processes import free_port
from tests.rig.servers import ROOT, embedded

LOADED = """
import sys
import django
django.setup()
from tutoring.tutor import configured_tutor
assert "httpx" not in sys.modules
configured_tutor().load()
print(sys.modules["httpx"].Timeout.__name__)
"""


def test_a_loaded_model_leaves_nothing_half_imported_for_its_sdk_to_find(tmp_path):
    environment = embedded(
        tmp_path,
        OPENAI_API_KEY="sk-test",
        OPENAI_API_BASE=f"http://127.0.0.1:{free_port()}/v1",
    )

    loaded = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert loaded.stdout.strip() == "Timeout"
