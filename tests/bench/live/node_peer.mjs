// SPDX-License-Identifier: GPL-3.0-or-later
// The least that Node.js's http has to do to take a message in: node node_peer.mjs PORT
import http from 'node:http';

const answer = '{"status":"OK","id":"1"}';
const server = http.createServer((request, response) => {
    const pieces = [];
    request.on('data', piece => pieces.push(piece));
    request.on('end', () => {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': answer.length });
        response.end(answer);
    });
});
server.listen(Number(process.argv[2]), '127.0.0.1');
