import { type Logger, pino } from 'pino';

export type { Logger };

/**
 * JSON lines on standard error, one an event. Callers log codes, counts and request ids; bodies, variables, names,
 * numbers and tokens are never handed to it, and the usual places for secrets are cut out as a second lock.
 */
export function makeLogger(level: string): Logger {
  return pino(
    {
      level,
      base: { service: 'lienthong' },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['req.headers.authorization', '*.authorization', '*.password', '*.token'],
        censor: '***',
      },
      serializers: { cause: describeCause },
    },
    // Lines go out by the pageful, a quarter of a second late at most, and all of them at the end of the process.
    pino.destination({ dest: 2, sync: false, minLength: 4_096, periodicFlush: 250 }),
  );
}

/** The same log for lines that hold ids and codes only: looking for secrets in each of them is half its cost. */
export function withoutRedaction(logger: Logger): Logger {
  return logger.child({}, { redact: [] });
}

/** The class and code of an error, never its message: PostgreSQL puts row values into messages. */
export function describeCause(cause: unknown): Record<string, unknown> {
  if (!(cause instanceof Error)) return { type: typeof cause };
  const { code, routine } = cause as { code?: unknown; routine?: unknown };
  const at = cause.stack
    ?.split('\n')
    .slice(1)
    .find((line) => line.includes('/dist/') || line.includes('/src/'))
    ?.trim();
  return {
    type: cause.name,
    ...(code !== undefined && { code }),
    ...(routine !== undefined && { routine }),
    at,
  };
}
