import type { PreparedRequest } from '../dialect.js';

/** Whom a hospital checks: what his card says of him. */
export interface Patient {
  personalId: string;
  fullName: string;
  /** A whole day: one of the wires takes no month. */
  dateOfBirth: string;
}

/** One way to put the hospital check to the hub: who is this, and is he insured here today? */
export interface BenchWire {
  name: string;
  /** What is asked and answered, for the report. */
  is: string;
  /** The question about each, with a token good for at least one more round. */
  requests(people: readonly Patient[]): Promise<PreparedRequest[]>;
  /** Text that every full answer holds, and no other. */
  holds: string;
  /** The portal's code in a full answer: the decision, which must be the same by all. */
  codeIn(body: never): string | null;
}

/** What the wires need of the hub that is measured. */
export interface WireParts {
  url: string;
  /** A token of the hospital's officer. */
  token(): Promise<string>;
  facility: string;
  /** The hospital's account of the portal's wire, and the same officer by his number. */
  gateway: { username: string; password: string; hoTenCb: string; cccdCb: string };
}
