#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes scenarios/traces/day.csv: one day of requests, made up but shaped like a real one.

A Poisson process whose rate follows the hours of a working day, with a lunch dip, three short bursts and
slow noise; drawn by thinning from a fixed seed, so that the file is the same wherever it is made.
"""

import math
import pathlib
import random

DAY = 86_400.0
# Requests per second at full hours; linear in between.
HOURS = [.10, .07, .05, .05, .06, .12, .30, .60, .95, 1.20, 1.30, 1.15,
         .85, .95, 1.20, 1.25, 1.15, .95, .75, .65, .55, .42, .28, .16, .10]
BURSTS = [(10.2, 6.0, 1.8), (14.5, 3.0, 2.4), (20.0, 8.0, 1.4)]  # hour, minutes, factor


def rate(t, noise):
    hour = t / 3600.0
    at = int(hour)
    base = HOURS[at] + (HOURS[at + 1] - HOURS[at]) * (hour - at)
    for begin, minutes, factor in BURSTS:
        if begin <= hour < begin + minutes / 60.0:
            base *= factor
    return base * noise[int(t // 300)]


def main():
    rng = random.Random(20261121)
    noise, level = [], 0.0
    for _ in range(int(DAY // 300) + 1):
        level = 0.8 * level + rng.gauss(0.0, 0.12)
        noise.append(math.exp(level))
    peak = 8.0
    t = 0.0
    lines = ["t_s,bytes"]
    while True:
        t += rng.expovariate(peak)
        if t >= DAY:
            break
        if rng.random() * peak < rate(t, noise):
            lines.append(f"{t:.2f},{int(rng.lognormvariate(7.0, 1.0))}")
    out = pathlib.Path(__file__).resolve().parent.parent / "scenarios" / "traces" / "day.csv"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 1} requests in {out}")


if __name__ == "__main__":
    main()
