"""A process of its own around Grammalecte (GPL-3), which the project never imports.

Run by the system's Python, where the Debian package python3-grammalecte is installed. Reads one
JSON object a line, {"id", "text"}, and answers each with {"id", "errors": [...]}, after a first
line that says it is ready.
"""

import json
import sys
from typing import Any

import grammalecte

# What says nothing of French: marks, spaces, abbreviations, style.
OFF = ("apos", "nbsp", "esp", "eepi", "tab", "typo", "unit", "virg", "num", "poncfin", "bs", "pleo",
       "redon1", "redon2", "ocr", "chim", "minis", "liga")  # fmt: skip


def main() -> None:
    checker = grammalecte.GrammarChecker("fr")
    options = checker.getGCEngine().gc_options
    for name in OFF:
        options.setOption(name, False)
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        errors, _misspelled = checker.getParagraphErrors(request["text"])
        reply = {"id": request["id"], "errors": [describe(error) for error in errors]}
        print(json.dumps(reply, ensure_ascii=False), flush=True)


def describe(error: dict[str, Any]) -> dict[str, Any]:
    return {
        "start": error["nStart"],
        "end": error["nEnd"],
        "rule": error["sRuleId"],
        "type": error["sType"],
        "message": error["sMessage"],
        "suggestions": list(error["aSuggestions"]),
    }


if __name__ == "__main__":
    main()
