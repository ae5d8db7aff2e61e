import { useSpeech } from '../shell/speaking.js';
import { careNames, paperNames, words } from './wording.js';

type VisitChoicesProps = {
  care: string;
  paper: string;
  onCare: (care: string) => void;
  onPaper: (paper: string) => void;
};

/** Which care somebody came for, and which papers they brought. */
export function VisitChoices({ care, paper, onCare, onPaper }: VisitChoicesProps) {
  const { say } = useSpeech();
  return (
    <>
      <label>
        {say(words.care)}
        <select value={care} onChange={(event) => onCare(event.target.value)}>
          {Object.entries(careNames).map(([code, name]) => (
            <option key={code} value={code}>
              {say(name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say(words.papers)}
        <select value={paper} onChange={(event) => onPaper(event.target.value)}>
          {Object.entries(paperNames).map(([code, name]) => (
            <option key={code} value={code}>
              {say(name)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
