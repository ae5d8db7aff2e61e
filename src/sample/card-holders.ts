import type pg from 'pg';
import type { LocalDate } from '../domain/local-date.js';
import type { PartialDate } from '../domain/partial-date.js';
import { wholeAddress } from './address.js';
import type { Places } from './places.js';

/** What is printed on the cards of one sample resident. */
export interface CardHolder {
  personalId: string;
  formerId: string | null;
  oldIdNumber: string | null;
  fullName: string;
  dateOfBirth: PartialDate;
  sex: 'MALE' | 'FEMALE';
  address: string;
  /** The newest chip CCCD and the newest căn cước, where there is one. */
  chip: IssuedCard | null;
  canCuoc: IssuedCard | null;
  insurance: HeldInsurance | null;
}

export interface IssuedCard {
  issuedOn: LocalDate;
  expiresOn: LocalDate | null;
}

export interface HeldInsurance {
  cardNumber: string;
  insuranceNumber: string;
  facility: string;
  startOn: LocalDate;
  endOn: LocalDate | null;
}

interface RegistryRow extends Omit<CardHolder, 'address' | 'insurance'> {
  addressLine: string;
  unitCode: string;
  unitValidFrom: string;
}

const REGISTRY = `
  SELECT r.personal_id AS "personalId", r.full_name AS "fullName", r.date_of_birth AS "dateOfBirth", r.sex,
         (SELECT identifier FROM lienthong.identifier i
           WHERE i.personal_id = r.personal_id AND i.kind = 'FORMER_PERSONAL_ID' LIMIT 1) AS "formerId",
         (SELECT identifier FROM lienthong.identifier i
           WHERE i.personal_id = r.personal_id AND i.kind = 'OLD_ID_NUMBER' LIMIT 1) AS "oldIdNumber",
         (SELECT json_build_object('issuedOn', issued_on, 'expiresOn', expires_on) FROM lienthong.identity_card c
           WHERE c.personal_id = r.personal_id AND card_type = 'CCCD_CHIP' ORDER BY issued_on DESC LIMIT 1) AS chip,
         (SELECT json_build_object('issuedOn', issued_on, 'expiresOn', expires_on) FROM lienthong.identity_card c
           WHERE c.personal_id = r.personal_id AND card_type = 'CAN_CUOC' ORDER BY issued_on DESC LIMIT 1) AS "canCuoc",
         a.address_line AS "addressLine", a.unit_code AS "unitCode", a.unit_valid_from::text AS "unitValidFrom"
  FROM lienthong.resident r
  JOIN lienthong.residence a ON a.personal_id = r.personal_id AND a.kind = 'PERMANENT'
  WHERE r.personal_id = ANY($1::text[])`;

const INSURANCE = `
  SELECT DISTINCT ON (personal_id) personal_id AS "personalId", card_number AS "cardNumber",
         insurance_number AS "insuranceNumber", initial_facility AS facility,
         start_on::text AS "startOn", end_on::text AS "endOn"
  FROM lienthong.coverage WHERE personal_id = ANY($1::text[])
  ORDER BY personal_id, status = 'ACTIVE' DESC, start_on DESC`;

/** The holders by personal ID; those not on record are missing from the answer. Two statements for any number. */
export async function findHolders(
  personalIds: string[],
  population: Pick<pg.Pool, 'query'>,
  healthInsurance: Pick<pg.Pool, 'query'>,
  places: Places,
): Promise<Map<string, CardHolder>> {
  const registry = await population.query<RegistryRow>(REGISTRY, [personalIds]);
  const cards = await healthInsurance.query<HeldInsurance & { personalId: string }>(INSURANCE, [personalIds]);
  const insurance = new Map(cards.rows.map((card) => [card.personalId, card]));
  const holders = new Map<string, CardHolder>();
  for (const { addressLine, unitCode, unitValidFrom, ...person } of registry.rows) {
    const unit = places.unit(unitCode, unitValidFrom);
    const address = unit ? wholeAddress(addressLine, unit) : addressLine;
    holders.set(person.personalId, {
      ...person,
      address,
      insurance: insurance.get(person.personalId) ?? null,
    });
  }
  return holders;
}
