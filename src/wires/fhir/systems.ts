/** Names of the hub's own in FHIR resources: stable URNs, the same wherever a hub runs (docs/fhir.md). */
const own = (name: string) => `urn:lienthong:fhir:${name}`;

/** Identifier.system of what names a person, a card or a place. */
export const identifiers = {
  /** Twelve digits (số định danh cá nhân, số CCCD). */
  personalId: own('personal-id'),
  /** Nine digits (số CMND). */
  oldIdNumber: own('old-id-number'),
  /** Ten digits (mã số BHXH). */
  insuranceNumber: own('insurance-number'),
  /** Fifteen characters (số thẻ BHYT). */
  insuranceCard: own('insurance-card'),
  /** Whatever a scanner read: QR of a CCCD, căn cước or insurance card, or an MRZ. */
  cardText: own('card-text'),
  /** Five characters (mã CSKCB). */
  facility: own('facility'),
  organization: own('organization'),
  requestId: own('request-id'),
} as const;

/** Coding.system of the hub's own codes. */
export const codes = {
  error: own('error-code'),
  identification: own('identification-outcome'),
  portal: own('portal-code'),
  eligibility: own('eligibility-outcome'),
  route: own('care-route'),
  routeCode: own('care-route-code'),
  routeBasis: own('route-basis'),
  exemption: own('co-payment-exemption'),
  benefit: own('benefit-type'),
  cardPart: own('card-part'),
  cardStatus: own('card-status'),
} as const;

/** Extension.url of what R4 has no element for. */
export const extensions = {
  decision: own('extension:eligibility-decision'),
  legalBasis: own('extension:legal-basis'),
  coveredUntil: own('extension:covered-until'),
  cardStatus: own('extension:card-status'),
  fiveYearOn: own('extension:five-year-on'),
  replacedBy: own('extension:replaced-by-card'),
} as const;

/** Code systems of HL7. */
export const hl7 = {
  actCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  benefitType: 'http://terminology.hl7.org/CodeSystem/benefit-type',
  coverageClass: 'http://terminology.hl7.org/CodeSystem/coverage-class',
  copayType: 'http://terminology.hl7.org/CodeSystem/coverage-copay-type',
  relationship: 'http://terminology.hl7.org/CodeSystem/subscriber-relationship',
  security: 'http://terminology.hl7.org/CodeSystem/restful-security-service',
} as const;

export const concept = (system: string, code: string) => ({ coding: [{ system, code }] });

/** Vietnam Social Security, who insures everybody (BHXH Việt Nam). */
export const insurer = {
  type: 'Organization',
  identifier: { system: identifiers.organization, value: 'BHXH' },
  display: 'Bảo hiểm xã hội Việt Nam',
};
