import type { AuditLog } from '../../src/audit/log.js';

/** An audit log that takes every event, always at once, and writes none down. */
export const keepsNothing: AuditLog = {
  write: async () => undefined,
  ping: async () => true,
  close: async () => undefined,
};
