import type { Asking } from '../shell/ask-hub.js';
import type { useOutbox } from '../shell/use-outbox.js';
import type { InRun } from './place.js';
import type { Sent } from './queries.js';

// biome-ignore lint/suspicious/noExplicitAny: each mutation answers in its own shape
export type Outbox = ReturnType<typeof useOutbox<Sent, any>>;

/** What every part of this desk is given. */
export interface PartProps {
  asking: Asking;
  officer: string;
  outbox: Outbox;
  /** The run that is looked at, and where in it. */
  at: InRun;
  goTo: (section: string, at: Partial<InRun>) => void;
  singleKeys: boolean;
}
