-- SPDX-License-Identifier: GPL-3.0-or-later
-- What wrk sends: POSTs with a JSON body of so many bytes (its only argument). What it found is one line of JSON at the end.
-- There is no function of its own for each request or response, so that the load generator costs as little as it can.
init = function(args)
    local head, tail = '{"message":"', '"}'
    wrk.method = "POST"
    wrk.headers["Content-Type"] = "application/json"
    wrk.body = head .. string.rep("x", tonumber(args[1]) - #head - #tail) .. tail
end

done = function(summary, latency)
    local faults = summary.errors
    io.write(string.format('{"requests":%d,"seconds":%.6f,"refused":%d,"faults":%d,"p50":%.3f,"p99":%.3f,"longest":%.3f}\n',
        summary.requests, summary.duration / 1e6, faults.status, faults.connect + faults.read + faults.write + faults.timeout,
        latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
