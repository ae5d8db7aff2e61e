import { cpus, loadavg } from 'node:os';

/** What a figure means nothing without. */
export interface MachineFacts {
  /** RFC 3339, UTC. */
  date: string;
  cores: number;
  processor: string;
  /** Mean number of running processes in the minute before: what else the machine was doing. */
  loadBefore: number;
  node: string;
  postgres: string;
  residents: number;
  connections: number;
  rounds: number;
  seconds: number;
  /** What puts the load. */
  load: string;
}

export function machineFacts(
  measured: Pick<MachineFacts, 'postgres' | 'residents' | 'connections' | 'rounds' | 'seconds' | 'load'>,
): MachineFacts {
  const processors = cpus();
  return {
    date: new Date().toISOString(),
    cores: processors.length,
    processor: processors[0]?.model.trim() ?? 'unknown',
    loadBefore: Math.round(loadavg()[0]! * 100) / 100,
    node: process.version,
    ...measured,
  };
}
