#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sends to a live run as Python programs do, and reads its figures as Prometheus does.

    python_client.py PORT

The last line is "ok N", N being the number of items sent; otherwise the exit status is 1 and the reason is on standard error.
"""
import http.client
import json
import sys
import urllib.error
import urllib.request

from prometheus_client.openmetrics.parser import text_string_to_metric_families


def expect(condition, what):
    if not condition:
        sys.exit("python_client: " + str(what))


def confirmed(response):
    body = json.loads(response.read())
    expect(response.status == 200 and body["status"] == "OK", (response.status, body))
    return body["id"]


def main():
    port = int(sys.argv[1])
    sent = 0
    ids = set()

    # Several requests on one connection: the socket must stay the same.
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.connect()
    socket = connection.sock
    for number in range(20):
        connection.request("POST", "/leads", body=json.dumps({"n": number}), headers={"Content-Type": "application/json"})
        ids.add(confirmed(connection.getresponse()))
        sent += 1
    expect(connection.sock is socket, "the connection was not kept alive")

    # A body whose length nobody knows: http.client sends each piece as a chunk.
    connection.request("POST", "/stream", body=(b"piece %d " % n for n in range(50)), headers={"Content-Type": "text/plain"})
    ids.add(confirmed(connection.getresponse()))
    sent += 1
    connection.request("POST", "/empty", body=b"")
    ids.add(confirmed(connection.getresponse()))
    sent += 1
    expect(connection.sock is socket, "the connection was not kept alive after a chunked body")
    connection.request("HEAD", "/healthz")
    response = connection.getresponse()
    expect(response.status == 200 and response.read() == b"", "HEAD")
    connection.request("POST", "/big", body=b"x" * (300 * 1024))
    response = connection.getresponse()
    expect(response.status == 413 and response.getheader("Connection") == "close", ("413", response.status))
    response.read()
    connection.close()

    # urllib asks for the connection to be closed.
    with urllib.request.urlopen("http://127.0.0.1:%d/urllib" % port, data=b"a=1", timeout=10) as response:
        ids.add(confirmed(response))
        sent += 1
    try:
        urllib.request.urlopen("http://127.0.0.1:%d/nowhere" % port, timeout=10)
        expect(False, "a page that is not there was found")
    except urllib.error.HTTPError as error:
        expect(error.code == 404, error)
    expect(len(ids) == sent, "ids are not unique")

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"})
    response = connection.getresponse()
    text = response.read().decode()
    expect(response.getheader("Content-Type", "").startswith("application/openmetrics-text; version=1.0.0"), response.getheader("Content-Type"))
    families = {family.name: family for family in text_string_to_metric_families(text)}
    accepted = [s.value for s in families["highwater_items"].samples if s.labels == {"node": "api", "outcome": "accepted"}]
    expect(accepted == [sent], ("accepted", accepted, sent))
    kinds = {name: family.type for name, family in families.items()}
    for name, kind in {"highwater_items": "counter", "highwater_queue_depth": "gauge", "highwater_queue_bytes": "gauge", "highwater_inside": "gauge",
                       "highwater_pressure": "gauge", "highwater_workers": "gauge", "highwater_wait_seconds": "histogram",
                       "highwater_sojourn_seconds": "histogram", "highwater_process_resident_bytes": "gauge", "highwater_connections": "gauge"}.items():
        expect(kinds.get(name) == kind, (name, kinds.get(name)))
    resident = [s.value for s in families["highwater_process_resident_bytes"].samples]
    expect(len(resident) == 1 and resident[0] > 1 << 20, resident)
    connection.request("GET", "/v1/snapshot")
    snapshot = json.loads(connection.getresponse().read())
    expect(snapshot["mode"] == "measured" and snapshot["nodes"]["api"]["accepted"] == sent, "snapshot")
    print("ok", sent)


main()
