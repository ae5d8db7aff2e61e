import { isDeepStrictEqual } from 'node:util';

/** A command block of a page and what the page says it prints. */
export interface Example {
  title: string;
  command: string;
  expected: string;
}

/** Every `bash` block marked by a comment `<!-- run -->` (which readers do not see), with the block that follows it. */
export function readExamples(page: string): Example[] {
  const pattern = /<!-- run -->\s*```bash\n([\s\S]*?)```\s*```\w*\n([\s\S]*?)```/g;
  return [...page.matchAll(pattern)].map((match) => ({
    title: [...page.slice(0, match.index).matchAll(/^\*\*(.+?)\*\*/gm)].at(-1)?.[1] ?? '',
    command: match[1]!,
    expected: match[2]!,
  }));
}

/** Output as its parts in order: JSON values, however they are laid out, and lines of text. */
export function partsOf(output: string): unknown[] {
  const parts = output.match(/^\{.*\}$|^\{$[\s\S]*?^\}$|^.+$/gm) ?? [];
  return parts.map((part) => (part.startsWith('{') ? JSON.parse(part) : part));
}

/**
 * The printed answer cut down to what the page shows, to be compared with it: where the page has `…` for a value, any
 * value is `…`; where it has `…` as a list's last entry, the rest of the list is.
 */
export function asShown(answer: unknown, shown: unknown): unknown {
  if (shown === '…' && answer !== undefined) return '…';
  if (Array.isArray(answer) && Array.isArray(shown)) {
    const cut = shown.at(-1) === '…' && answer.length >= shown.length;
    const kept = cut ? [...answer.slice(0, shown.length - 1), '…'] : answer;
    return kept.map((one, at) => asShown(one, shown[at]));
  }
  if (isObject(answer) && isObject(shown)) {
    return Object.fromEntries(
      Object.entries(answer).map(([key, value]) => [key, asShown(value, shown[key])]),
    );
  }
  return isDeepStrictEqual(answer, shown) ? shown : answer;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
