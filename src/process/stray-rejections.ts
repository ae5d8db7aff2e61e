import type { Logger } from './logger.js';

/**
 * Keeps one request's mistake that nothing awaits from ending the process and every other request with it: it goes to
 * the log, and the request itself ends by its deadline.
 */
export function logStrayRejections(logger: Logger): void {
  process.on('unhandledRejection', (cause) =>
    logger.error({ cause }, 'something failed that nobody waited for'),
  );
}
