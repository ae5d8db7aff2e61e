import { type MeasuredOn, measuredOn } from '../proof/measured-on.js';

/** What a figure means nothing without. */
export interface MachineFacts extends MeasuredOn {
  postgres: string;
  residents: number;
  connections: number;
  rounds: number;
  /** Of a round. */
  seconds: number;
  /** What puts the load. */
  load: string;
}

export function machineFacts(measured: Omit<MachineFacts, keyof MeasuredOn>): MachineFacts {
  return { ...measuredOn(), ...measured };
}
