/** Makes something at most once in a while, however many ask at the same moment; a failure is not remembered. */
export function rememberedFor<T>(ms: number, make: () => Promise<T>): () => Promise<T> {
  let kept: { until: number; value: Promise<T> } | null = null;
  return () => {
    if (kept && kept.until > Date.now()) return kept.value;
    const value = make();
    kept = { until: Date.now() + ms, value };
    value.catch(() => {
      kept = null;
    });
    return value;
  };
}
