/** The languages the hub answers in; Vietnamese is the default (contract: `Accept-Language: vi|en`). */
export type Language = 'vi' | 'en';

/** A sentence in both languages. */
export type Sentence = Readonly<Record<Language, string>>;

/** The caller's language from an `Accept-Language` header: the first of vi or en that it names, else Vietnamese. */
export function parseLanguage(header: string | undefined): Language {
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const tag = part.split(';')[0]!.trim().split('-')[0];
    if (tag === 'vi' || tag === 'en') return tag;
  }
  return 'vi';
}
