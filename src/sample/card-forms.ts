import { writeCanCuocQr, writeCccdQr, writeInsuranceQr, writeMrz } from '../domain/card-text-write.js';
import type { CardHolder } from './card-holders.js';

/** Longer names are cut on the card, and would no longer be the same name. */
const MRZ_NAME = 28;

/** The QR of the newest chip CCCD; null for who has none. */
export function chipQr(holder: CardHolder): string | null {
  return chipQrWith(holder, {});
}

/** The same with something on it changed, for cards that do not fit the registry. */
export function chipQrWith(holder: CardHolder, changed: Partial<CardHolder>): string | null {
  return holder.chip && writeCccdQr({ ...holder, ...holder.chip, ...changed });
}

/** The QR of a căn cước card, with the cancelled number where there is one. */
export function canCuocQr(holder: CardHolder): string | null {
  if (!holder.canCuoc) return null;
  return writeCanCuocQr({ ...holder, ...holder.canCuoc, extras: holder.formerId ? [holder.formerId] : [] });
}

export function mrz(holder: CardHolder): string | null {
  const issued = holder.canCuoc ?? holder.chip;
  return issued && holder.fullName.length <= MRZ_NAME
    ? writeMrz({ ...holder, expiresOn: issued.expiresOn })
    : null;
}

export function insuranceQr({ insurance, ...holder }: CardHolder): string | null {
  return insurance && writeInsuranceQr({ ...holder, ...insurance, period: insurance });
}

/** Four years earlier, so that 29 February stays a day. */
export function otherBirth(holder: CardHolder): string {
  return `${Number(holder.dateOfBirth.slice(0, 4)) - 4}${holder.dateOfBirth.slice(4)}`;
}

/** A number for someone born in 1901: right in structure, and nobody in the sample is as old. */
export function neverGiven(holder: CardHolder): string {
  return `${holder.personalId.slice(0, 3)}001${holder.personalId.slice(6)}`;
}
