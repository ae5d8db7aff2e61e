import type { CardReading } from '../../src/domain/card-text.js';
import type { CardRecord, ResidentRecord } from '../../src/registry/registry.js';

/** A resident of the registry, with what a test changes; all people here are invented. */
export function aResident(changed: Partial<ResidentRecord> = {}): ResidentRecord {
  return {
    asked: '001190123456',
    askedKind: 'PERSONAL_ID',
    personalId: '001190123456',
    fullName: 'Trần Thị Mẫu',
    dateOfBirth: '1990-07-15',
    sex: 'FEMALE',
    status: 'ALIVE',
    eidLevel: null,
    eidStatus: null,
    eidActivatedOn: null,
    ...changed,
  };
}

/** What a chip card of that resident says. */
export function aCard(changed: Partial<CardReading> = {}): CardReading {
  return {
    kind: 'CCCD_QR',
    personalId: '001190123456',
    fullName: 'Trần Thị Mẫu',
    dateOfBirth: '1990-07-15',
    sex: 'FEMALE',
    issuedOn: '2021-05-10',
    ...changed,
  };
}

export function anIssuedCard(issuedOn: string, changed: Partial<CardRecord> = {}): CardRecord {
  return {
    ...{ cardNumber: '001190123456', cardType: 'CCCD_CHIP', expiresOn: '2030-07-15', status: 'VALID' },
    issuedOn,
    ...changed,
  };
}
