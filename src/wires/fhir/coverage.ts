import type { CardAnswer } from './documents.js';
import { periodOf } from './patient.js';
import { codes, concept, extensions, hl7, identifiers, insurer } from './systems.js';

/**
 * A card as a Coverage. Only one in force is `active`: R4 has no status for one that ran out, and no client must take it
 * for good. The status in the hub's words stands in an extension.
 */
export function coverageOf(id: string, patientId: string, card: CardAnswer) {
  const { status, fiveYearOn, replacedByCard, period } = card;
  return {
    resourceType: 'Coverage',
    id,
    extension: [
      { url: extensions.cardStatus, valueCode: status },
      ...(fiveYearOn ? [{ url: extensions.fiveYearOn, valueDate: fiveYearOn }] : []),
      ...(replacedByCard
        ? [
            {
              url: extensions.replacedBy,
              valueIdentifier: { system: identifiers.insuranceCard, value: replacedByCard },
            },
          ]
        : []),
    ],
    identifier: [{ use: 'official', system: identifiers.insuranceCard, value: card.cardNumber }],
    status: status === 'ACTIVE' ? 'active' : 'cancelled',
    type: concept(hl7.actCode, 'PUBLICPOL'),
    subscriberId: card.insuranceNumber,
    beneficiary: { reference: `Patient/${patientId}` },
    relationship: concept(hl7.relationship, 'self'),
    period: periodOf(period.startOn, period.endOn),
    payor: [insurer],
    class: [
      { type: concept(hl7.coverageClass, 'group'), value: card.objectCode },
      { type: concept(hl7.coverageClass, 'plan'), value: String(card.benefitLevel) },
      ...partOf('initial-facility', card.initialFacility),
      ...partOf('area', card.areaCode),
    ],
    costToBeneficiary: [
      {
        type: concept(hl7.copayType, 'copaypct'),
        // On the right route; what is paid at another place is for the eligibility to tell.
        valueQuantity: {
          value: 100 - card.coveredRate,
          unit: '%',
          system: 'http://unitsofmeasure.org',
          code: '%',
        },
      },
    ],
  };
}

function partOf(code: string, value: string | null) {
  return value === null ? [] : [{ type: concept(codes.cardPart, code), value }];
}
