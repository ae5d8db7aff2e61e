import { answerTimes } from './access/answer-times.js';
import { readerCost } from './audit/reader-cost.js';
import { sealing } from './audit/sealing.js';
import { addressesMade } from './identity/addresses-made.js';
import { addressesPublic } from './identity/addresses-public.js';
import { cardTexts } from './identity/card-texts.js';
import { cardTextsSpoilt } from './identity/card-texts-spoilt.js';
import { crosswalks } from './identity/crosswalks.js';
import { namesCompare } from './identity/names-compare.js';
import { namesRecovery } from './identity/names-recovery.js';
import { pairs } from './identity/pairs.js';
import { rates } from './identity/rates.js';
import { misuseDetectors } from './misuse/misuse-detectors.js';
import type { Proof } from './proof.js';
import { reconciliationRobust } from './reconciliation/robust.js';
import { reconciliationTruth } from './reconciliation/truth.js';
import { twoOfficers } from './review/two-officers.js';
import { outage } from './visits/outage.js';

/** Every proof, in the order they run and stand in docs/proof.md. A new one is a file and a line here. */
export const proofs: readonly Proof[] = [
  namesRecovery,
  namesCompare,
  addressesMade,
  addressesPublic,
  crosswalks,
  pairs,
  cardTexts,
  cardTextsSpoilt,
  rates,
  sealing,
  readerCost,
  misuseDetectors,
  answerTimes,
  reconciliationTruth,
  reconciliationRobust,
  outage,
  twoOfficers,
];
