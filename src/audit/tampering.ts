/** What verification can find, by name. */
export type TamperingKind =
  /** The contents of an event are not what was sealed. */
  | 'EDITED'
  /** A leaf is not what was sealed, its event is. */
  | 'LEAF_EDITED'
  /** An event that was sealed is gone, and no archive has it. */
  | 'DELETED'
  /** An event stands before the end of what is sealed and was never sealed there. */
  | 'INSERTED_IN_THE_PAST'
  /** An event waits for its seal while later ones are sealed. */
  | 'NOT_SEALED'
  /** Two entries stand in each other's place. */
  | 'SWAPPED'
  /** The end of the record is missing. */
  | 'TRUNCATED'
  /** A seal is signed with a key that nobody trusted introduced. */
  | 'FOREIGN_KEY'
  /** A seal's row or text was changed. */
  | 'SEAL_EDITED'
  /** A row of the seal keys is not what was introduced. */
  | 'KEY_EDITED'
  /** Seals do not follow one on the other. */
  | 'BROKEN_CHAIN'
  /** The whole database is older than a checkpoint that was handed out. */
  | 'RESTORED'
  /** The record has another past than a checkpoint that was handed out. */
  | 'FORKED'
  /** A month said to be archived is not what its archive note says. */
  | 'ARCHIVE_EDITED';

export interface Tampering {
  kind: TamperingKind;
  /** Number of the seal; null where it concerns none. */
  seal: number | null;
  /** Index of the entry in the whole tree; null where it cannot be told. */
  entry: number | null;
  eventId: string | null;
  /** One sentence, nothing personal. */
  says: string;
}
