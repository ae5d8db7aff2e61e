import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second, on every architecture Node runs on (USER_HZ). */
const ticksPerSecond = 100;

/**
 * CPU seconds a process has used (user and kernel), or null where there is no /proc. With `family`, those of its
 * children count too, the ended ones among them: PostgreSQL is a process a connection.
 */
export function cpuSecondsOf(pid: number | null, { family = false } = {}): number | null {
  const own = pid === null ? null : statOf(pid);
  if (!own) return null;
  let ticks = own.utime + own.stime;
  if (family) {
    ticks += own.cutime + own.cstime;
    for (const name of readdirSync('/proc')) {
      const other = /^\d+$/.test(name) ? statOf(Number(name)) : null;
      if (other?.ppid === pid) ticks += other.utime + other.stime;
    }
  }
  return ticks / ticksPerSecond;
}

/** CPU seconds of this process's children that have ended, or null where there is no /proc. */
export function cpuSecondsOfEndedChildren(): number | null {
  const own = statOf(process.pid);
  return own && (own.cutime + own.cstime) / ticksPerSecond;
}

/** Memory a process and its children hold now (resident sets), MB, or null where there is no /proc. */
export function memoryOf(pid: number): number | null {
  const own = residentKbOf(pid);
  if (own === null) return null;
  let kb = own;
  for (const name of readdirSync('/proc'))
    if (/^\d+$/.test(name) && parentOf(Number(name)) === pid) kb += residentKbOf(Number(name)) ?? 0;
  return Math.round(kb / 1024);
}

function residentKbOf(pid: number): number | null {
  try {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line ? Number(line[1]) : null;
  } catch {
    return null;
  }
}

/** The process that started this one, or null. */
export function parentOf(pid: number): number | null {
  return statOf(pid)?.ppid ?? null;
}

/** Fields 4 and 14 to 17 of /proc/PID/stat (proc(5)), counted from the end of the name, which may hold blanks. */
function statOf(pid: number) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [utime, stime, cutime, cstime] = fields.slice(11, 15).map(Number) as [
      number,
      number,
      number,
      number,
    ];
    return { ppid: Number(fields[1]), utime, stime, cutime, cstime };
  } catch {
    return null;
  }
}
