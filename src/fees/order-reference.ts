/** `HP`, eight digits, and two that make the whole number one more than a multiple of 97 (ISO 7064, as in an IBAN). */
const form = /^HP\d{10}$/;

export function isOrderReference(text: string): boolean {
  return form.test(text) && Number(text.slice(2)) % 97 === 1;
}

/**
 * The reference of a payment order in the words of a transfer (nội dung chuyển khoản), however a bank broke or joined
 * them: `hp 0000 0001 95`, `MBVCB.123.HP0000000195.CT tu 001`. Null when there is none, or several different ones:
 * that is for a person to decide. The check digits keep out numbers that look like one.
 */
export function findOrderReference(words: string): string | null {
  const found = new Set<string>();
  const text = words.toUpperCase();
  for (const { index } of text.matchAll(/H(?=[\s.:_-]*P)/g)) {
    const digits = /^H[\s.:_-]*P((?:[\s.:_-]*\d){10})/.exec(text.slice(index))?.[1]?.replace(/\D/g, '');
    if (digits && isOrderReference(`HP${digits}`)) found.add(`HP${digits}`);
  }
  const [reference] = found;
  return found.size === 1 ? reference! : null;
}
