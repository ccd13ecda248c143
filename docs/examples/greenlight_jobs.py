"""Starts a job at Greenlight, and takes its end by webhook. Python 3.9 or newer, standard library alone.

    python3 greenlight_jobs.py start "5 erros ao escolher um fornecedor" crm-4711
    python3 greenlight_jobs.py read  JOB_ID
    python3 greenlight_jobs.py listen 8080

Environment: GREENLIGHT_URL, GREENLIGHT_TOKEN, GREENLIGHT_PERSON, GREENLIGHT_CHANNEL, GREENLIGHT_WEBHOOK_SECRET.
"""
import hashlib
import hmac
import json
import os
import sys
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

WINDOW_S = 300  # how old a webhook may be


def call(method, path, body=None, key=None):
    """The answer, read. What may pass (429, 503, no answer) is tried again under the same key."""
    headers = {"Authorization": "Bearer " + os.environ["GREENLIGHT_TOKEN"]}
    if body is not None:
        headers.update({"Content-Type": "application/json", "Idempotency-Key": key})
    data = None if body is None else json.dumps(body).encode()
    for attempt in range(5):
        request = urllib.request.Request(os.environ["GREENLIGHT_URL"] + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            said = json.load(refused)
            if refused.code not in (429, 503):
                raise SystemExit(f"{refused.code} {said['error']}: {said['message']}")
            wait = int(refused.headers.get("Retry-After", 5))
        except urllib.error.URLError:
            wait = 2**attempt
        time.sleep(wait)
    raise SystemExit("Greenlight does not answer; start it again later with the same key.")


def start(topic, key):
    """The key is of the thing that the job is for, such as a row: a second call then starts no second job."""
    body = {
        "type": "carousel",
        "person": os.environ["GREENLIGHT_PERSON"],
        "channel": os.environ["GREENLIGHT_CHANNEL"],
        "brief": {"topic": topic, "language": "pt", "slides": 7},
    }
    return call("POST", "/jobs", body, key)["id"]


def is_genuine(secret, header, body, now=None):
    """Whether Greenlight signed these bytes within the last minutes. `body` is as it came, not read and written again."""
    fields = dict(field.partition("=")[::2] for field in (header or "").split(","))
    at = fields.get("t", "")
    if not (at.isascii() and at.isdigit()) or abs((time.time() if now is None else now) - int(at)) > WINDOW_S:
        return False
    expected = hmac.new(secret.encode(), at.encode() + b"." + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, fields.get("v1", ""))


class Ends(BaseHTTPRequestHandler):
    seen = set()  # in a real program a table with a unique key

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not is_genuine(os.environ["GREENLIGHT_WEBHOOK_SECRET"], self.headers.get("Greenlight-Signature"), body):
            self.send_response(401)
            return self.end_headers()
        end = json.loads(body)
        if end["id"] not in self.seen:  # an end may come twice
            self.seen.add(end["id"])
            print(end["event"], end["job"]["id"], flush=True)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    command, *words = sys.argv[1:] or ["help"]
    if command == "start":
        print(start(*words))
    elif command == "read":
        print(json.dumps(call("GET", "/jobs/" + words[0]), indent=2, ensure_ascii=False))
    elif command == "listen":
        HTTPServer(("127.0.0.1", int(words[0])), Ends).serve_forever()
    else:
        print(__doc__)
