#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
// A program that sends many JSON records as frames in one POST, as programs for Node.js do; every constant is a parameter.
//   node frame_client.mjs --port 8080 [--host 127.0.0.1] [--path /frames] [--count 50000] [--records 50]
//        [--mode pipeline|drain|ignore] [--sample 250] [--pad 0] [--frame 60905]
// A frame: its length in 4 bytes, the highest first, then that many bytes of UTF-8 JSON (an array of records). --frame: frames of exactly so many
// bytes, filled with blanks.
// pipeline: stream.pipeline(Readable.from(generator), request)
// drain: write(), and await 'drain' when it has returned false
// ignore: write() without a look at what it returns, which a program should not do
// Output: lines of JSON {t: 'start' | 'rss' | 'response' | 'end', ...}.
import http from 'node:http';
import { Readable, pipeline } from 'node:stream';
import { once } from 'node:events';
const a = Object.fromEntries(process.argv.slice(2).map((x, i, all) => x.startsWith('--') ? [x.slice(2), all[i + 1]] : null).filter(Boolean));
const count = Number(a.count ?? 50000), records = Number(a.records ?? 50), mode = a.mode ?? 'pipeline', every = Number(a.sample ?? 250), pad = Number(a.pad ?? 0), exact = Number(a.frame ?? 0);
const t0 = process.hrtime.bigint(), ms = () => Number((process.hrtime.bigint() - t0) / 1000n) / 1000;
const say = o => process.stdout.write(JSON.stringify({ ms: Math.round(ms()), ...o }) + '\n');
const record = { key: '5f0c9a', enabled: true, amount: '1,204.75', image: 'http://localhost/p.png', years: 41, colour: 'green', label: 'sample person', firm: 'acme', mail: 'someone@example.invalid', tel: '+00 000 0000', place: '1 test street, nowhere', text: 'lorem ipsum dolor sit amet '.repeat(22 + pad), since: '2020-01-01T00:00:00Z', lat: 10.5, lon: 20.25, marks: ['one', 'two'], links: [{ n: 0, who: 'a' }, { n: 1, who: 'b' }, { n: 2, who: 'c' }], hello: 'hi', fruit: 'apple' };
let bytes = 0, frames = 0, drains = 0, falseWrites = 0, peak = 0, maxLen = 0;
async function* frames_() {
  for (let i = 0; i < count; i++) {
    const text = JSON.stringify(new Array(records).fill(record)), short = exact - 4 - Buffer.byteLength(text);
    const body = short > 0 ? text.slice(0, -1) + ' '.repeat(short) + ']' : text, n = Buffer.byteLength(body);
    const b = Buffer.allocUnsafe(4 + n); b.writeUInt32BE(n, 0); b.write(body, 4, 'utf8');
    bytes += b.length; frames++; yield b;
  }
}
const request = http.request({ host: a.host ?? '127.0.0.1', port: Number(a.port ?? 8080), path: a.path ?? '/frames', method: 'POST', headers: { 'Content-Type': 'application/json' } });
request.on('response', res => { let s = ''; res.on('data', d => { s += d; }).on('end', () => say({ t: 'response', status: res.statusCode, body: s.slice(0, 300) })); });
request.on('drain', () => { drains++; });
request.on('error', e => { say({ t: 'error', code: e.code, message: e.message }); process.exitCode = 1; });
const write0 = request.write; request.write = function (...x) { const ok = write0.apply(this, x); if (!ok) falseWrites++; maxLen = Math.max(maxLen, request.writableLength); return ok; };
const sample = () => { const r = process.memoryUsage().rss; peak = Math.max(peak, r); return { t: 'rss', rss_mib: +(r / 1048576).toFixed(1), frames, bytes, drains, writableLength: request.writableLength, needDrain: request.writableNeedDrain }; };
const timer = setInterval(() => say(sample()), every);
say({ t: 'start', mode, count, records, node: process.version, requestHWM: request.writableHighWaterMark });
const done = err => { clearInterval(timer); const s = sample(); say({ ...s, t: 'end', error: err ? err.code || err.message : null, false_writes: falseWrites, max_writableLength: maxLen, frame_bytes: frames ? Math.round(bytes / frames) : 0, peak_rss_mib: +(peak / 1048576).toFixed(1), bytes_per_s: Math.round(bytes / (ms() / 1000)) }); };
if (mode === 'pipeline') pipeline(Readable.from(frames_()), request, done);
else (async () => {
  for await (const b of frames_()) { const ok = request.write(b); if (!ok && mode === 'drain') await once(request, 'drain'); else if (frames % 256 === 0) await new Promise(r => setImmediate(r)); }
  request.end(); await once(request, 'finish'); done();
})().catch(done);
