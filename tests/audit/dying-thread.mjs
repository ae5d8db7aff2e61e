import { parentPort } from 'node:worker_threads';

/** A thread that says it is ready and ends at the first look that it is given. */
parentPort.on('message', (message) => {
  if ('looks' in message) process.exit(1);
  if ('close' in message) {
    parentPort.postMessage({ closed: true });
    parentPort.close();
  }
});
parentPort.postMessage({ ready: true });
