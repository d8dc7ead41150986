"""Evaluates SPF by pyspf over two zones in memory. Standard input: JSON lines {before, after, ips}; the zones map
"name TYPE" to values. Standard output: one JSON line each, a list of [ip, result before without limits, result after]."""
import ipaddress
import json
import sys

import spf

zone = {}


def look(name, kind, *rest, **more):
    found = []
    for value in zone.get(name.lower().rstrip(".") + " " + kind, []):
        if kind == "TXT":
            data = (value.encode("latin-1"),)
        elif kind == "MX":
            data = (10, value)
        elif kind == "AAAA":
            data = ipaddress.IPv6Address(value).packed
        else:
            data = value
        found.append(((name, kind), data))
    return found


spf.DNSLookup = look


def evaluate(records, ip, limits):
    global zone
    zone = records
    spf.MAX_LOOKUP, spf.MAX_VOID_LOOKUPS, spf.MAX_MX = limits
    return spf.query(i=ip, s="ann@example.org", h="helo.example.net", strict=1).check()[0]


for line in sys.stdin:
    case = json.loads(line)
    out = [
        [ip, evaluate(case["before"], ip, (1000, 1000, 1000)), evaluate(case["after"], ip, (10, 2, 10))]
        for ip in case["ips"]
    ]
    print(json.dumps(out), flush=True)
