// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/fields.h"

namespace highwater::fields {

const FieldTable scenario{"scenario",
                          {"highwater", "name", "description", "seed", "duration", "warmup", "nodes", "schedule",
                           "objectives", "lesson", "live"}};
const FieldTable producer{"producer",
                          {"type", "arrivals", "items", "size", "clients", "hostile", "killed", "priority", "service",
                           "deadline", "patience", "onPressure", "timeout", "retry", "to"}};
const FieldTable stage{"stage",
                       {"type", "queue", "workers", "admission", "acknowledge", "autoscale", "window", "retry", "to"}};
const FieldTable channel{"channel", {"type", "consumers", "highWater", "lowWater", "whenFull", "killAbove"}};
const FieldTable balancer{"balancer",
                          {"type", "replicas", "load", "softLimit", "hardLimit", "startDelay", "stopAfter", "to"}};
const FieldTable queue{
    "queue", {"capacity", "highWater", "lowWater", "measure", "order", "whenFull", "blocking", "aqm", "store"}};
const FieldTable workers{"workers",
                         {"count", "concurrency", "service", "failures", "outages", "speeds", "forward", "spin"}};
const FieldTable failures{"failures", {"probability", "mode"}};
const FieldTable outage{"outage", {"at", "for"}};
const FieldTable autoscale{
    "autoscale",
    {"metric", "target", "min", "max", "startDelay", "stopDelay", "evaluate", "stabilisation", "softLimit"}};
const FieldTable window{"window", {"credits", "until"}};
const FieldTable consumer{"consumer", {"service", "buffer", "killed", "to"}};
const FieldTable replicas{"replicas", {"min", "max", "template"}};
const FieldTable replica{"replica", {"type", "queue", "workers", "admission", "acknowledge", "retry"}};
const FieldTable route{"route",
                       {"node", "weight", "latency", "bandwidth", "sendBuffer", "receiveBuffer", "loss", "outages"}};
const FieldTable retry{"retry", {"policy", "base", "cap", "factor", "jitter", "attempts", "budget", "retryAfter"}};
const FieldTable change{"change", {"at", "set", "to"}};
const FieldTable lesson{"lesson", {"text", "steps"}};
const FieldTable forward{"forward", {"url", "timeout", "rate", "retry"}};
const FieldTable live{
    "live",
    {"listen", "framesPort", "token", "into", "framesPath", "tls", "database", "idempotency", "socket", "limits"}};
const FieldTable limits{
    "limits",
    {"header", "body", "connections", "connectionsPerPeer", "requestTime", "idleTime", "pipelined", "memory", "drainTime"}};
const FieldTable socket{"socket", {"sendBuffer", "receiveBuffer", "notSentLowat"}};
const FieldTable tls{"tls", {"certificate", "key"}};

std::vector<const FieldTable*> all()
{
    return {&scenario, &producer,  &stage,   &channel,  &balancer, &queue,   &workers, &failures,
            &outage,   &autoscale, &window,  &consumer, &replicas, &replica, &route,   &retry,
            &change,   &lesson,    &forward, &live,     &limits,   &socket,  &tls};
}

} // namespace highwater::fields
