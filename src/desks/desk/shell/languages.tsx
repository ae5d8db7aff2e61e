import type { Language } from '../../../domain/language.js';
import { useSpeech } from './speaking.js';
import { words } from './wording.js';

const languages: readonly (readonly [Language, string, string])[] = [
  ['vi', 'VI', 'Tiếng Việt'],
  ['en', 'EN', 'English'],
];

export function Languages() {
  const { language, speak, say } = useSpeech();
  return (
    <fieldset className="languages">
      <legend>{say(words.language)}</legend>
      {languages.map(([code, short, name]) => (
        <button
          key={code}
          type="button"
          lang={code}
          title={name}
          aria-label={`${short} ${name}`}
          aria-pressed={code === language}
          onClick={() => speak(code)}
        >
          {short}
        </button>
      ))}
    </fieldset>
  );
}
