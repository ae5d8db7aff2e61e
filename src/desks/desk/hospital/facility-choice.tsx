import { useSpeech } from '../shell/speaking.js';
import { words } from './wording.js';

type FacilityChoiceProps = {
  /** The agency’s own. */
  facilities: readonly string[];
  facility: string;
  onFacility: (facility: string) => void;
};

/** Where visits are recorded, for an agency of several facilities (cơ sở). */
export function FacilityChoice({ facilities, facility, onFacility }: FacilityChoiceProps) {
  const { say } = useSpeech();
  if (facilities.length < 2) return null;
  return (
    <div>
      <dt>
        <label htmlFor="facility">{say(words.recordedAt)}</label>
      </dt>
      <dd>
        <select id="facility" value={facility} onChange={(event) => onFacility(event.target.value)}>
          {facilities.map((unit) => (
            <option key={unit}>{unit}</option>
          ))}
        </select>
      </dd>
    </div>
  );
}
