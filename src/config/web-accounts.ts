import { z } from 'zod';

/** Accounts at a sector's web service: which of our agencies asks with which, and its officers as registered there. */
const accountsSchema = z.array(
  z.strictObject({
    agency: z.string().min(1).max(100),
    username: z.string().regex(/^[!-~]{1,100}$/, 'must be printable ASCII without spaces'),
    /** MD5 in hex, as the service takes it: no file needs to hold the password itself. */
    password: z
      .string()
      .regex(/^[0-9A-Fa-f]{32}$/, 'must be the MD5 of the password, 32 hexadecimal digits')
      .transform((text) => text.toLowerCase()),
    officers: z
      .array(
        z.strictObject({
          officer: z.string().min(1).max(100),
          name: z.string().trim().min(1).max(200),
          number: z.string().regex(/^\d{12}$/, 'must have 12 digits'),
        }),
      )
      .default([]),
  }),
);

export type WebAccounts = z.infer<typeof accountsSchema>;

/** The accounts in a JSON text, one an agency at most. @returns what is wrong with it as a sentence, never a value of it */
export function parseWebAccounts(text: string): { accounts: WebAccounts } | { problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { problem: 'must be JSON' };
  }
  const read = accountsSchema.safeParse(json);
  if (!read.success) {
    const lines = read.error.issues.map(({ path, code, message }) => {
      const place = path.join('.') || 'the whole';
      // A key that is not known may be a secret in the wrong place.
      return `${place}: ${code === 'unrecognized_keys' ? 'has a field that is not known' : message}`;
    });
    return { problem: lines.join('; ') };
  }
  const agencies = read.data.map(({ agency }) => agency);
  if (new Set(agencies).size < agencies.length) return { problem: 'must name each agency once' };
  return { accounts: read.data };
}
