#!/usr/bin/env node
/**
 * Beside a running demo: one look, what the resident reads of it, the proof of it checked by a program that knows
 * nothing of the hub, one byte changed in the database, and the check that finds it. The byte is put back at the end.
 *
 *   npm run demo                  in one terminal
 *   npm run show:accountability   in another
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const state = process.env.LIENTHONG_STATE_DIR ?? '.lienthong';
const folder = mkdtempSync(join(tmpdir(), 'lienthong-accountability-'));
let step = 0;
const tell = (title) => {
  step += 1;
  console.log(`\n${step}. ${title}`);
};
const lienthong = (...args) =>
  execFileSync(process.execPath, ['dist/main.js', ...args], { encoding: 'utf8', maxBuffer: 64 << 20 });

function running() {
  try {
    return JSON.parse(readFileSync(join(state, 'run.json'), 'utf8'));
  } catch {
    console.error('No demo is running here. Start one in another terminal: npm run demo');
    process.exit(1);
  }
}

async function ask(url, token, purpose, query, variables) {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'accept-language': 'en',
      ...(purpose && { 'x-purpose': purpose }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(`The hub answered ${answer.status}: ${errors[0].extensions?.code}`);
  return {
    data,
    requestId: answer.headers.get('x-request-id'),
    checkpoint: answer.headers.get('x-audit-checkpoint'),
  };
}

/** The newest of the resident's entries once its event is sealed: two seconds at most, by design. */
async function newestEntry(url, token) {
  const query = `{ usage(first: 1) { totalCount nodes { at agencyName purpose purposeText dataText outcome
    disclosure proof } } }`;
  for (let tries = 0; tries < 50; tries += 1) {
    const { data } = await ask(url, token, null, query);
    const entry = data.usage.nodes[0];
    if (entry?.proof) return entry;
    await pause(200);
  }
  throw new Error('The look was not sealed within ten seconds.');
}

const { url, superUrl } = running();
try {
  const [card] = JSON.parse(lienthong('sample', 'cards', '--json'));
  const personalId = card.cardText.split('|')[0];

  tell('A hospital desk scans a card');
  const desk = JSON.parse(
    lienthong('token', '--agency', 'hospital.demo', '--officer', '001', '--json'),
  ).token;
  const look = await ask(
    url,
    desk,
    'TREATMENT',
    'query Desk($card: String!) { identify(claim: { cardText: $card }) { outcome resident { fullName coverage { status } } } }',
    { card: card.cardText },
  );
  console.log(`   ${look.data.identify.outcome}; request ${look.requestId}`);

  tell('The resident reads who looked');
  const self = JSON.parse(
    lienthong('token', '--agency', 'resident.demo', '--resident', personalId, '--json'),
  ).token;
  const { proof, ...entry } = await newestEntry(url, self);
  for (const [name, value] of Object.entries(entry)) console.log(`   ${name}: ${value}`);

  tell('The proof of that entry, checked by docs/audit-verifier.mjs with the log’s public key');
  const file = join(folder, 'proof.json');
  writeFileSync(file, proof);
  const key = lienthong('audit', 'key').trim();
  for (const line of key.split('\n')) console.log(`   key ${line}`);
  const check = () =>
    spawnSync(process.execPath, ['docs/audit-verifier.mjs', '--key', key, file], { encoding: 'utf8' });
  const verified = check();
  console.log(
    `   ${(verified.stdout + verified.stderr).trim().replaceAll('\n', '\n   ')}\n   exit ${verified.status}`,
  );

  tell('The whole record is checked: nothing is wrong');
  const verify = () => spawnSync(process.execPath, ['dist/main.js', 'audit', 'verify'], { encoding: 'utf8' });
  const clean = verify();
  console.log(`   ${clean.stdout.trim().replaceAll('\n', '\n   ')}\n   exit ${clean.status}`);

  tell('One byte of the event is changed in the database, past every right and trigger');
  const hub = new URL(superUrl);
  hub.pathname = '/hub';
  const client = new pg.Client({ connectionString: hub.href });
  await client.connect();
  const change = async (from, to) => {
    await client.query('begin; set local session_replication_role = replica');
    const { rowCount } = await client.query(
      'update audit.event set officer = $3 where request_id = $1 and officer = $2',
      [look.requestId, from, to],
    );
    await client.query('commit');
    if (rowCount !== 1) throw new Error('The event was not there to be changed.');
  };
  try {
    await change('001', '002');
    console.log('   officer 001 is now 002');

    tell('The whole record is checked again');
    const found = verify();
    console.log(
      `   ${(found.stdout + found.stderr).trim().replaceAll('\n', '\n   ')}\n   exit ${found.status}`,
    );
    if (found.status !== 1) throw new Error('The change was not found.');
  } finally {
    await change('002', '001').catch(() => undefined);
    await client.end();
  }
  tell('The byte is put back');
  console.log(`   exit ${verify().status}`);
  if (verified.status !== 0 || clean.status !== 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
