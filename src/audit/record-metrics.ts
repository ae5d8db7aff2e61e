interface Counts {
  inc(by?: number): void;
}

/** The figures that recording and sealing keep (`process/metrics.ts`). */
export interface RecordMetrics {
  auditEvents: Counts;
  auditFlushes: Counts;
  auditFailures: Counts;
  seals: Counts;
  sealedEvents: Counts;
  sealFailures: Counts;
  sealLag: { set(seconds: number): void };
}
