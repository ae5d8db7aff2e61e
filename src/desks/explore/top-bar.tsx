import type { Ref } from 'react';
import { type Language, wording } from './wording.js';

type TopBarProps = {
  language: Language;
  onLanguage: (language: Language) => void;
  notice: string | undefined;
  /** Where the editor puts its ready queries: they must read before it and still steer it. */
  slotRef: Ref<HTMLDivElement>;
};

const languages: readonly (readonly [Language, string])[] = [
  ['vi', 'Tiếng Việt'],
  ['en', 'English'],
];

/** Says what the page is, that every person on it is invented, and in which language it speaks. */
export function TopBar({ language, onLanguage, notice, slotRef }: TopBarProps) {
  return (
    <header className="top-bar">
      <div className="top-line">
        <h1>
          <span lang="vi">Liên Thông</span> <small>{wording.pageWord[language]}</small>
        </h1>
        <p className="notice">
          <strong>{wording.sampleData[language]}</strong>
          {notice && <span>{notice}</span>}
        </p>
        <fieldset className="languages">
          <legend>{wording.chooseLanguage[language]}</legend>
          {languages.map(([code, name]) => (
            <button
              key={code}
              type="button"
              lang={code}
              aria-pressed={code === language}
              onClick={() => onLanguage(code)}
            >
              {name}
            </button>
          ))}
        </fieldset>
      </div>
      <div ref={slotRef} className="ready-line" />
    </header>
  );
}
