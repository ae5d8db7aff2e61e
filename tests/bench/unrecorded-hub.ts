import { startApp } from '../../src/app.js';
import { untilSignal } from '../../src/cli/signals.js';
import { openState } from '../../src/cli/workplace.js';
import { keepsNothing } from './keeps-nothing.js';

/** `lienthong serve`, but for its audit log: what the cost of the log is measured against. A program of the bench only. */
const app = await startApp({ ...openState(), recorder: keepsNothing });
await untilSignal();
await app.stop();
