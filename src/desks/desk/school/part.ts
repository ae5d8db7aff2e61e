import type { Asking } from '../shell/ask-hub.js';
import type { Desk } from '../shell/use-desk.js';
import type { useOutbox } from '../shell/use-outbox.js';
import type { ClassChoice } from './class-choice.js';
import type { About, Act } from './queries.js';

/** What was entered, until the hub has it. */
export type Box = ReturnType<typeof useOutbox<About, unknown>>;

/** What every part of the desk is given. */
export interface PartProps {
  desk: Desk;
  /** With the purpose of the part. */
  asking: Asking;
  school: string;
  choice: ClassChoice;
  box: Box;
}

/** How far an act is that was put into the box; null for none. */
export function actOf<Done>(box: Box, key: string | null): Act<Done> | null {
  return (box.entries.find((entry) => entry.key === key) ?? null) as Act<Done> | null;
}
