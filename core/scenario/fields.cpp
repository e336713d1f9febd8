// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/fields.h"

namespace highwater::fields {

const FieldTable scenario{"scenario",
                          {"highwater", "name", "description", "seed", "duration", "warmup", "nodes", "schedule",
                           "objectives", "lesson", "live"}};
const FieldTable producer{"producer",
                          {"type", "arrivals", "items", "size", "clients", "priority", "service", "deadline",
                           "patience", "onPressure", "timeout", "retry", "to"}};
const FieldTable stage{"stage",
                       {"type", "queue", "workers", "admission", "acknowledge", "autoscale", "window", "retry", "to"}};
const FieldTable queue{
    "queue", {"capacity", "highWater", "lowWater", "measure", "order", "whenFull", "blocking", "aqm", "store"}};
const FieldTable workers{"workers",
                         {"count", "concurrency", "service", "failures", "outages", "speeds", "forward", "spin"}};
const FieldTable route{"route", {"node", "weight", "latency", "bandwidth", "sendBuffer", "receiveBuffer"}};
const FieldTable retry{"retry", {"policy", "base", "cap", "factor", "jitter", "attempts", "budget"}};
const FieldTable change{"change", {"at", "set", "to"}};
const FieldTable lesson{"lesson", {"text", "steps"}};

std::vector<const FieldTable*> all()
{
    return {&scenario, &producer, &stage, &queue, &workers, &route, &retry, &change, &lesson};
}

} // namespace highwater::fields
