import type { VerifyReport } from '../audit/verify.js';
import { say } from './say.js';

/** Age from which waiting events are worth a word: a hub that runs seals within two seconds. */
const lateSeconds = 10;

/** Says what verification found to the person at the terminal. */
export function sayReport(report: VerifyReport): void {
  const { found, kinds, seals, entries, archived, checkpoints, seconds } = report;
  const rate = Math.round(entries / Math.max(seconds, 0.001));
  say(`${entries} entries under ${seals} seals checked in ${seconds.toFixed(1)} s (${rate} a second).`);
  if (archived > 0) say(`${archived} of them by their leaves alone: their months were archived.`);
  say(`${checkpoints.compared} checkpoints from outside the database compared.`);
  if (checkpoints.foreign > 0) say(`${checkpoints.foreign} passed over: no trusted key signed them.`);
  if (report.waiting > 0) {
    say(
      `${report.waiting} events wait for their seal, the oldest for ${Math.round(report.oldestWaiting)} s.`,
    );
    if (report.oldestWaiting > lateSeconds) say('Does a hub with LIENTHONG_HUB_SEALER_URL run?');
  }
  const [first] = found;
  if (!first) {
    say('Nothing was changed.');
    return;
  }
  const counted = Object.entries(kinds).map(([kind, count]) => `${kind} ${count}`);
  say(`TAMPERED WITH: ${counted.join(', ')}`);
  for (const { kind, seal, entry, eventId, says } of found.slice(0, 20)) {
    const where = [seal !== null && `seal ${seal}`, entry !== null && `entry ${entry}`, eventId];
    say(`  ${kind}  ${where.filter(Boolean).join(', ') || 'the record'}: ${says}`);
  }
  if (found.length > 20) say(`  and more; --json lists ${found.length}.`);
}
