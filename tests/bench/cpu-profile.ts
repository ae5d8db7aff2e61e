import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The V8 CPU profile format (`node --cpu-prof`): times in microseconds, one sample a delta. */
interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  startTime: number;
  samples: number[];
  timeDeltas: number[];
}

export interface Share {
  name: string;
  /** Of the time the thread was not idle, percent. */
  percent: number;
}

/** Where a process spent its time between two moments after its start (ms), by package or file and by function. */
export function summariseProfile(folder: string, fromMs: number, untilMs: number) {
  const name = readdirSync(folder).find((file) => file.endsWith('.cpuprofile'));
  if (!name) throw new Error('The hub left no profile.');
  const profile = JSON.parse(readFileSync(join(folder, name), 'utf8')) as CpuProfile;
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const byPlace = new Map<string, number>();
  const byFunction = new Map<string, number>();
  let busy = 0;
  let idle = 0;
  let atMs = 0;
  profile.samples.forEach((id, at) => {
    const micros = Math.max(0, profile.timeDeltas[at]!);
    atMs += micros / 1000;
    if (atMs < fromMs || atMs > untilMs) return;
    const { functionName, url, lineNumber } = frames.get(id)!;
    if (functionName === '(idle)') idle += micros;
    else {
      busy += micros;
      const place = placeOf(url, functionName);
      add(byPlace, place, micros);
      add(byFunction, `${functionName || '(anonymous)'} ${place}:${lineNumber + 1}`, micros);
    }
  });
  const shares = (from: Map<string, number>, count: number): Share[] =>
    [...from]
      .sort((a, b) => b[1] - a[1])
      .slice(0, count)
      .map(([name, micros]) => ({ name, percent: Math.round((micros / Math.max(1, busy)) * 1000) / 10 }));
  return {
    busyPercent: Math.round((busy / Math.max(1, busy + idle)) * 100),
    places: shares(byPlace, 30),
    functions: shares(byFunction, 30),
  };
}

/** A package's name, a file of ours, a module of Node's, or what the engine itself does. */
function placeOf(url: string, functionName: string): string {
  const dependency = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (dependency) return dependency;
  return url.replace(/^.*\/(?=src\/)/, '') || functionName;
}

function add(to: Map<string, number>, name: string, value: number): void {
  to.set(name, (to.get(name) ?? 0) + value);
}
