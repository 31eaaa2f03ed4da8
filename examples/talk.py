"""Talk with the tutor from a terminal: python examples/talk.py http://127.0.0.1:8000"""

import asyncio
import json
import sys
import urllib.request
import uuid

import websockets


def call(base, path, body, token=None):
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    request = urllib.request.Request(f"{base}/api/v1{path}", json.dumps(body).encode(), headers)
    return json.load(urllib.request.urlopen(request))


async def talk(base):
    token = call(base, "/auth/guest", {})["access_token"]
    session = call(base, "/sessions", {"topic": "food"}, token)
    print("Tutor:", session["assistant_turn"]["message"]["content"])
    url = f"{base.replace('http', 'ws', 1)}/api/v1/sessions/{session['session']['id']}/ws"
    async with websockets.connect(
        url, additional_headers={"Authorization": f"Bearer {token}"}
    ) as socket:
        while line := await asyncio.to_thread(input, "You: "):
            message = {
                "type": "user_message",
                "content": line,
                "client_message_id": str(uuid.uuid4()),
            }
            await socket.send(json.dumps(message))
            while (frame := json.loads(await socket.recv()))["type"] != "turn_result":
                if frame["type"] == "assistant_delta":
                    print(frame["data"]["text"], end="", flush=True)
            for error in frame["data"]["error_feedback"]["errors"]:
                print(f"\n  {error['span']} -> {error['suggestion']}: {error['message']}", end="")
            print(f"\n  +{frame['data']['xp_awarded']} XP")


asyncio.run(talk(sys.argv[1]))
