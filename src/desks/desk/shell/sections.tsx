import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Sentence } from '../../../domain/language.js';
import { useSpeech } from './speaking.js';
import { words } from './wording.js';

/** Where somebody is at a desk of several parts: the part, and what of it. Stands behind `#`, so that a reload keeps it. */
export interface Place {
  section: string;
  /** A run, a class code; NOTE: never anything that tells who somebody is. */
  of: string | null;
}

const read = (ids: readonly string[]): Place => {
  const [section = '', of = null] = location.hash.slice(1).split('/').map(decoded);
  return ids.includes(section) ? { section, of } : { section: ids[0]!, of: null };
};

/** What somebody typed behind `#` may be no encoding of anything: then it names no part. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** @param names the parts in order, by id; `Alt 1` goes to the first */
export function useSections(names: Readonly<Record<string, Sentence>>) {
  const ids = useMemo(() => Object.keys(names), [names]);
  const [place, setPlace] = useState(() => read(ids));
  useEffect(() => {
    const onHash = () => setPlace(read(ids));
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, [ids]);
  const go = useCallback((section: string, of: string | null = null) => {
    location.hash = [section, ...(of === null ? [] : [of])].map(encodeURIComponent).join('/');
  }, []);
  const keys = useMemo(
    () => Object.fromEntries(ids.map((id, index) => [`Alt+${index + 1}`, () => go(id)])),
    [ids, go],
  );
  return { place, go, keys };
}

type SectionsProps = { names: Readonly<Record<string, Sentence>>; place: Place };

export function Sections({ names, place }: SectionsProps) {
  const { say } = useSpeech();
  return (
    <nav className="sections" aria-label={say(words.sections)}>
      {Object.entries(names).map(([id, name], index) => (
        <a key={id} href={`#${id}`} aria-current={id === place.section ? 'page' : undefined}>
          {say(name)} <kbd>Alt {index + 1}</kbd>
        </a>
      ))}
    </nav>
  );
}
