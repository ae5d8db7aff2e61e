import type { Command } from 'commander';
import { startApp } from '../app.js';
import { makeLogger } from '../process/logger.js';
import { logStrayRejections } from '../process/stray-rejections.js';
import { untilSignal } from './signals.js';
import { whole } from './whole-number.js';
import { openState } from './workplace.js';

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('the gateway, on the databases that LIENTHONG_*_URL name')
    .option('--port <p>', 'port to listen on', whole(0, 65_535))
    .action(async (options: { port?: number }) => {
      const { config, state } = openState(options.port === undefined ? {} : { port: options.port });
      const logger = makeLogger(config.logLevel);
      logStrayRejections(logger);
      const app = await startApp({ config, state, logger });
      await untilSignal();
      await app.stop();
    });
}
