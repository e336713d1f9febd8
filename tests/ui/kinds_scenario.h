// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace highwater {

/// Everything that a node may say, and fields of the user's own in every object.
inline constexpr auto fullScenario = R"json({
  "highwater": 1, "name": "All", "x-note": 1,
  "nodes": {
    "web": { "type": "producer", "arrivals": "poisson(100/s)", "clients": 8, "hostile": 5, "killed": [3], "priority": 1,
             "deadline": "2s",
             "patience": "exponential(1s)", "items": 5000, "onPressure": "wait", "timeout": "1s", "x-note": 1,
             "retry": { "policy": "exponential", "base": "50ms", "cap": "1s", "factor": 3, "jitter": "full",
                        "attempts": 4, "budget": "10%",
                        "retryAfter": "respect", "x-note": 1 },
             "to": { "node": "api", "latency": "2ms", "bandwidth": "10MB/s", "sendBuffer": "64KiB",
                     "receiveBuffer": "32KiB", "loss": "1%",
                     "x-note": 1 } },
    "envoy": { "type": "producer", "arrivals": "poisson(10/s)", "retry": "envoy",
               "to": [ { "node": "api", "weight": 2, "x-note": 1 }, { "node": "pool" } ] },
    "api": { "type": "stage", "x-note": 1,
             "queue": { "capacity": 100, "highWater": 80, "lowWater": 40, "order": "priority", "blocking": "before-service",
                        "whenFull": "block",
                        "aqm": "codel(target=10ms)", "x-note": 1 },
             "workers": { "count": 4, "concurrency": 2, "service": "exponential(10ms)",
                          "failures": { "probability": "1%", "mode": "slow(10x)", "x-note": 1 },
                          "outages": [ { "at": "10s", "for": "2s" } ], "x-note": 1 },
             "admission": [ "token-bucket(100/s, 20)", "concurrency(20, 25)", "watermark" ],
             "autoscale": { "metric": "lag", "target": "200ms", "min": 2, "max": 8, "startDelay": "1s",
                            "softLimit": 5, "x-note": 1 },
             "window": { "credits": 16, "until": "db", "x-note": 1 },
             "retry": { "policy": "grpc", "x-note": 1 }, "to": "db" },
    "db": { "type": "stage", "workers": { "count": 2, "service": "constant(5ms)", "speeds": [1, 0.5] }, "to": "events" },
    "events": { "type": "channel", "highWater": 80, "lowWater": 20, "killAbove": 500, "whenFull": "block", "x-note": 1,
                "consumers": { "audit": { "service": "exponential(2ms)", "buffer": 100, "x-note": 1 },
                               "mail 2": { "service": "constant(1ms)", "killed": true, "to": "sink" } } },
    "sink": { "type": "stage" },
    "pool": { "type": "balancer", "softLimit": 10, "hardLimit": 20, "startDelay": "2s", "stopAfter": "1min", "load": "requests",
              "x-note": 1,
              "replicas": { "min": 1, "max": 4, "x-note": 1,
                            "template": { "queue": { "capacity": 50, "x-note": 1 },
                                          "workers": { "count": 2, "service": "exponential(20ms)" } } },
              "to": "sink" }
  }
})json";

/// The same kinds without anything that is not needed.
inline constexpr auto bareScenario = R"json({
  "highwater": 1, "name": "Bare",
  "nodes": {
    "web": { "type": "producer", "arrivals": "poisson(100/s)", "to": "api", "x-note": 1 },
    "api": { "type": "stage", "to": "events", "x-note": 1 },
    "events": { "type": "channel", "consumers": { "audit": {}, "mail 2": { "to": "pool" } } },
    "pool": { "type": "balancer", "replicas": { "max": 2, "template": {} } }
  }
})json";

} // namespace highwater
