import { coverageOf } from './coverage.js';
import type {
  CardAnswer,
  EligibilityAnswer,
  IdentificationAnswer,
  LookAnswer,
  PersonAnswer,
} from './documents.js';
import type { EligibilityAsked } from './eligibility-request.js';
import { careClasses } from './eligibility-request.js';
import { periodOf, some } from './patient.js';
import { codes, concept, extensions, hl7, identifiers, insurer } from './systems.js';
import type { Wording } from './wording.js';

/** What a response is written with besides what was found. */
export interface Writing {
  asked: EligibilityAsked;
  requestId: string;
  /** RFC 3339. */
  created: string;
  words: Wording;
  /** The id of the person; null where nobody may be named. */
  patientId: string | null;
  coverageId(patientId: string, cardNumber: string): string;
}

/** The decision about somebody as a CoverageEligibilityResponse; its words and codes are the decision's own. */
export function responseAbout(person: PersonAnswer, decided: EligibilityAnswer, writing: Writing) {
  const { asked, coverageId, words } = writing;
  const patientId = writing.patientId ?? '';
  const cards = new Map<string, CardAnswer>();
  for (const card of [decided.coverage, ...(person.coverages ?? [])])
    if (card && !cards.has(card.cardNumber)) cards.set(card.cardNumber, card);
  const contained = [...cards.values()].map((card) =>
    coverageOf(coverageId(patientId, card.cardNumber), patientId, card),
  );
  const counts = counting(decided);
  const decisive = decided.coverage?.cardNumber;
  const insurance = [...cards.values()].map((card, at) => {
    const isDecisive = card.cardNumber === decisive;
    return {
      coverage: { reference: `#${contained[at]!.id}` },
      inforce: isDecisive ? counts : card.status === 'ACTIVE' && card.period.startOn <= decided.on,
      benefitPeriod: periodOf(card.period.startOn, card.period.endOn),
      ...(isDecisive && counts && itemsOf(decided, asked)),
    };
  });
  // Covered without a card on record here: a child under six, or a card of the armed forces that is shown.
  const withoutCard =
    counts && !decided.coverage
      ? [{ coverage: { display: words.noCard }, inforce: true, ...itemsOf(decided, asked) }]
      : [];
  return {
    ...frame(writing),
    ...some('contained', contained),
    extension: extensionsOf(decided),
    patient: { reference: `Patient/${patientId}` },
    servicedDate: decided.on,
    outcome: 'complete',
    disposition: decided.explanation,
    insurer,
    ...some('insurance', [...withoutCard, ...insurance]),
  };
}

/** Nobody was found that the caller may be told about: what came of the claim, and which parts of it differ. */
export function responseAboutNobody(found: LookAnswer['found'], writing: Writing) {
  const { words, patientId } = writing;
  const identification = identificationIn(found);
  const outcome = identification?.outcome ?? 'NOT_FOUND';
  return {
    ...frame(writing),
    patient: patientId === null ? { display: words.nobody } : { reference: `Patient/${patientId}` },
    outcome: 'error',
    disposition: words.identification[outcome],
    insurer,
    error: [
      { code: { ...concept(codes.identification, outcome), text: words.identification[outcome] } },
    ].concat(
      differing(identification).map((field) => ({
        code: { ...concept(codes.identification, field), text: words.differs[field] ?? field },
      })),
    ),
  };
}

/** The fields of a claim that are not as on record. */
export function differing(identification: IdentificationAnswer | null): string[] {
  return (identification?.verdicts ?? [])
    .filter(({ verdict }) => verdict === 'DIFFERENT')
    .map(({ field }) => field);
}

export function identificationIn(found: LookAnswer['found']): IdentificationAnswer | null {
  return found && 'verdicts' in found ? found : null;
}

function frame({ asked, requestId, created }: Writing) {
  return {
    resourceType: 'CoverageEligibilityResponse',
    status: 'active',
    purpose: asked.purposes,
    created,
    request: {
      type: 'CoverageEligibilityRequest',
      identifier: { system: identifiers.requestId, value: requestId },
    },
  };
}

/** Whether the card counts on that day. Of one that counts for care that is not paid here the item says so. */
function counting({ outcome, coveredRate }: EligibilityAnswer): boolean {
  return outcome === 'ELIGIBLE' || outcome === 'ELIGIBLE_CHECK' || coveredRate === 0;
}

function extensionsOf({ outcome, portalCode, explanation, coveredUntil, legalBasis }: EligibilityAnswer) {
  const coding = [
    { system: codes.eligibility, code: outcome },
    { system: codes.portal, code: portalCode },
  ];
  return [
    { url: extensions.decision, valueCodeableConcept: { coding, text: explanation } },
    ...(coveredUntil ? [{ url: extensions.coveredUntil, valueDate: coveredUntil }] : []),
    ...legalBasis.map((source) => ({ url: extensions.legalBasis, valueString: source })),
  ];
}

function itemsOf(
  { route, routeCode, coveredRate, coPayment }: EligibilityAnswer,
  { care, purposes }: EligibilityAsked,
) {
  if (!purposes.includes('benefits')) return {};
  const kind = Object.entries(careClasses).find(([, known]) => known === (care ?? 'OUTPATIENT'))![0];
  const network = [
    ...(routeCode ? [{ system: codes.routeCode, code: routeCode }] : []),
    ...(route ? [{ system: codes.route, code: route }] : []),
  ];
  const amount = coPayment?.amount ?? null;
  const benefit = [
    ...(coveredRate === null ? [] : [percent(concept(codes.benefit, 'covered-percent'), coveredRate)]),
    ...(coPayment ? [percent(concept(hl7.benefitType, 'copay-percent'), coPayment.rate)] : []),
    ...(amount === null
      ? []
      : [{ type: concept(hl7.benefitType, 'copay'), allowedMoney: { value: amount, currency: 'VND' } }]),
  ];
  const item = {
    category: concept(hl7.actCode, kind),
    ...(coPayment?.exemption && { modifier: [concept(codes.exemption, coPayment.exemption)] }),
    // Not said where no rule fits: then nobody has excluded anything.
    ...(coveredRate !== null && { excluded: coveredRate === 0 }),
    ...(network.length > 0 && { network: { coding: network } }),
    ...some('benefit', benefit),
  };
  return { item: [item] };
}

/** R4 counts benefits in whole numbers; half a level is 47.5, which only a text can say. */
function percent(type: ReturnType<typeof concept>, value: number) {
  return Number.isInteger(value)
    ? { type, allowedUnsignedInt: value }
    : { type, allowedString: String(value) };
}
