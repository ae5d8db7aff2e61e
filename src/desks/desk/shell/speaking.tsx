import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { Language, Sentence } from '../../../domain/language.js';

interface Speech {
  language: Language;
  speak(language: Language): void;
  /** A sentence in the language of the page. */
  say(sentence: Sentence): string;
}

const Spoken = createContext<Speech | null>(null);

/** NOTE: the one thing that is kept in the browser; it says nothing of anybody. It is gone with the tab. */
const keptAs = 'language';

/** The page speaks Vietnamese until somebody chooses English. */
export function Speaking({ children }: { children: ReactNode }) {
  const [language, speak] = useState<Language>(() => (sessionStorage.getItem(keptAs) === 'en' ? 'en' : 'vi'));
  useEffect(() => {
    document.documentElement.lang = language;
    sessionStorage.setItem(keptAs, language);
  }, [language]);
  const speech = useMemo(
    () => ({ language, speak, say: (sentence: Sentence) => sentence[language] }),
    [language],
  );
  return <Spoken value={speech}>{children}</Spoken>;
}

export function useSpeech(): Speech {
  const speech = useContext(Spoken);
  if (!speech) throw new Error('Nothing speaks here.');
  return speech;
}
