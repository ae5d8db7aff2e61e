#!/usr/bin/env node
// Checks that an event is on the record of looks, with Node's own modules and nothing else:
//
//   node audit-verifier.mjs --key VKEY [--key VKEY …] FILE
//
// FILE is what `lienthong audit prove`, `export` or `archive` wrote; VKEY is the log's public key as `lienthong audit
// key` prints it, all lines where it prints several, had from somebody you trust and not from the same hands as FILE.
// Exit 0: all of it holds. Exit 1: it does not. Exit 2: wrong usage. The formats are described in docs/audit.md.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const bytes = (base64) => Buffer.from(base64, 'base64');

class Refused extends Error {}
function require(holds, otherwise) {
  if (!holds) throw new Refused(otherwise);
}

/** `name+hash+key` → the key, its hash checked (c2sp.org/signed-note). */
function parseVkey(vkey) {
  const [, name, hash, key] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(vkey) ?? [];
  require(name &&
    bytes(key).length === 33 &&
    bytes(key)[0] === 1, 'The key is not an Ed25519 key in vkey form.');
  const keyHash = sha256(Buffer.from(`${name}\n`), bytes(key)).subarray(0, 4);
  require(keyHash.toString('hex') === hash, 'The hash in the key is not that of the key.');
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes(key).subarray(1)]);
  return { name, keyHash, publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

/** The text of a note that one of the keys signed. */
function openNote(note, keys) {
  const end = note.lastIndexOf('\n\n');
  require(end >= 0 && note.endsWith('\n'), 'There is no signed note.');
  const text = note.slice(0, end + 1);
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name, base64] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    require(name, 'A signature line is not written as one.');
    const signature = bytes(base64);
    const key = keys.find((one) => one.name === name && one.keyHash.equals(signature.subarray(0, 4)));
    if (!key) continue;
    require(verify(
      null,
      Buffer.from(text),
      key.publicKey,
      signature.subarray(4),
    ), 'A signature does not fit.');
    return text;
  }
  throw new Refused(
    'The note is signed with none of the given keys; after a rotation give every line of `lienthong audit key`.',
  );
}

/** What a checkpoint says of its seal: the batch's place in the tree and its root. */
function openCheckpoint(note, keys) {
  const lines = openNote(note, keys).split('\n');
  const [, seal] = /^seal (\d+)$/.exec(lines[3]) ?? [];
  const [, first, root] = /^batch (\d+) (\S{44})$/.exec(lines[4]) ?? [];
  const [, time] = /^time (\S+)$/.exec(lines[6]) ?? [];
  require(seal && first && /^\d+$/.test(lines[1]), 'The checkpoint is not one of this log.');
  return {
    origin: lines[0],
    seal,
    time,
    first: Number(first),
    size: Number(lines[1]) - Number(first),
    root: bytes(root),
  };
}

/** The root that a leaf and its audit path lead to (RFC 9162, 2.1.3.2). */
function rootFromPath(leaf, index, size, path) {
  let [node, at, last] = [leaf, index, size - 1];
  for (const sibling of path) {
    require(last > 0, 'The path is too long.');
    if (at % 2 === 1 || at === last) {
      node = sha256(Buffer.of(1), sibling, node);
      while (at % 2 === 0 && at > 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    } else node = sha256(Buffer.of(1), node, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  require(last === 0, 'The path is too short.');
  return node;
}

function leafOf({ salt, event }) {
  return sha256(Buffer.of(0), bytes(salt), Buffer.from(event));
}

/** One entry under the checkpoint of its seal. Answers the event. */
function checkEntry(entry, checkpoint) {
  const index = entry.seq - checkpoint.first;
  require(Number.isInteger(index) && index >= 0 && index < checkpoint.size, 'The entry is not of this seal.');
  const root = rootFromPath(leafOf(entry), index, checkpoint.size, entry.path.map(bytes));
  require(root.equals(checkpoint.root), 'The event is not the one that was sealed.');
  return JSON.parse(entry.event);
}

/** What a resident is given: the hash of an entry, without what it was made of. */
function checkLeaf({ leaf, seq, path }, checkpoint) {
  const index = seq - checkpoint.first;
  require(Number.isInteger(index) && index >= 0 && index < checkpoint.size, 'The entry is not of this seal.');
  require(bytes(leaf).length === 32, 'The entry is no hash.');
  const root = rootFromPath(bytes(leaf), index, checkpoint.size, path.map(bytes));
  require(root.equals(checkpoint.root), 'The entry is not the one that was sealed.');
}

/** The root over leaves in their order: pairs from the left, an odd one rises as it is. */
function rootOf(leaves) {
  let level = leaves;
  while (level.length > 1) {
    const above = [];
    for (let at = 0; at < level.length; at += 2)
      above.push(level[at + 1] ? sha256(Buffer.of(1), level[at], level[at + 1]) : level[at]);
    level = above;
  }
  return level[0] ?? sha256();
}

/** A bundle of `export` or `archive`, line by line. */
async function checkBundle(lines, keys) {
  const hash = createHash('sha256');
  const leaves = [];
  let [checkpoint, entries, ended, archive, lastSeq] = [null, 0, false, null, -1];
  for await (const line of lines) {
    const value = JSON.parse(line);
    require(!archive, 'There is something behind the end.');
    if (value.archive) archive = openNote(value.archive, keys).split('\n');
    else {
      require(!ended, 'There is something behind the end.');
      hash.update(`${line}\n`);
    }
    if (value.checkpoint) checkpoint = openCheckpoint(value.checkpoint, keys);
    if (value.event !== undefined) {
      require(checkpoint && value.seq > lastSeq, 'An entry stands in a wrong place.');
      checkEntry(value, checkpoint);
      leaves.push(leafOf(value));
      lastSeq = value.seq;
      entries += 1;
    }
    if (value.end) {
      require(value.entries === entries, 'Entries are missing.');
      ended = true;
    }
  }
  require(ended, 'The end of the bundle is missing.');
  if (archive) {
    require(archive[1] === String(entries), 'The archive note counts other entries.');
    require(archive[2] === rootOf(leaves).toString('base64'), 'The archive note has another root.');
    require(archive[4] === `bundle ${hash.digest('base64')}`, 'The archive note is about another file.');
  }
  return `${entries} events, each under its signed seal${archive ? `; complete for ${archive[3]}` : ''}.`;
}

async function check(file, keys) {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  const read = lines[Symbol.asyncIterator]();
  const { value: first = '' } = await read.next();
  if (first.includes('lienthong-audit-bundle/1')) return checkBundle(again(first, read), keys);
  let text = first;
  for await (const line of { [Symbol.asyncIterator]: () => read }) text += `\n${line}`;
  const proof = JSON.parse(text);
  if (proof.format === 'lienthong-audit-leaf-proof/1') {
    const checkpoint = openCheckpoint(proof.checkpoint, keys);
    checkLeaf(proof, checkpoint);
    return [
      `The entry ${proof.leaf}`,
      `is entry ${proof.seq} of ${checkpoint.origin}, sealed as seal ${checkpoint.seal} at ${checkpoint.time}.`,
      'Checked: the path to the root of the seal, the signature over that root. What the entry says: ask an auditor.',
    ].join('\n');
  }
  require(proof.format === 'lienthong-audit-proof/1', 'This is neither a proof nor a bundle.');
  const checkpoint = openCheckpoint(proof.checkpoint, keys);
  const event = checkEntry(proof, checkpoint);
  const { origin, seal, time } = checkpoint;
  return [
    `The event ${event.id} of ${event.occurredAt}`,
    `  agency ${event.agencyCode}, officer ${event.officer}, purpose ${event.purpose}, ${event.outcome}`,
    `is entry ${proof.seq} of ${origin}, sealed as seal ${seal} at ${time}.`,
    'Checked: its hash, the path to the root of the seal, the signature over that root.',
  ].join('\n');
}

async function* again(first, rest) {
  yield first;
  for await (const line of { [Symbol.asyncIterator]: () => rest }) yield line;
}

const usage = `Usage: node audit-verifier.mjs --key VKEY [--key VKEY …] FILE

  FILE   a proof or a bundle
  VKEY   the log's public key; one --key may hold several lines, as \`lienthong audit key\` prints them

Exit 0: all of it holds. 1: it does not. 2: wrong usage, or no such file.
`;

function wrong(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

function argumentsGiven() {
  const options = { key: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } };
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch {
    return wrong(usage);
  }
}

const { values, positionals: files } = argumentsGiven();
if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}
const keyTexts = (values.key ?? []).flatMap((text) => text.split(/\s+/)).filter(Boolean);
if (files.length !== 1 || keyTexts.length === 0) wrong(usage);
if (!statSync(files[0], { throwIfNoEntry: false })?.isFile()) wrong(`There is no file ${files[0]}.`);
try {
  process.stdout.write(`${await check(files[0], keyTexts.map(parseVkey))}\n`);
} catch (error) {
  process.stderr.write(
    `REFUSED: ${error instanceof Refused ? error.message : 'The file cannot be read as one of this log.'}\n`,
  );
  process.exitCode = 1;
}
