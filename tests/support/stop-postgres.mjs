import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Stops the PostgreSQL whose state folder lies in `folder` (fast shutdown) and removes the folder. Safe to repeat. */
export async function stopPostgres(folder) {
  const pid = postmasterOf(join(folder, 'state', 'postgres', 'postmaster.pid'));
  if (pid !== null && signal(pid, 'SIGINT')) {
    const patience = Date.now() + 20_000;
    while (signal(pid, 0) && Date.now() < patience) await new Promise((resolve) => setTimeout(resolve, 50));
    signal(pid, 'SIGQUIT');
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function postmasterOf(pidFile) {
  try {
    return Number.parseInt(readFileSync(pidFile, 'utf8'), 10) || null;
  } catch {
    return null;
  }
}

/** Whether the process was there to get the signal. */
function signal(pid, name) {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
