import { useSpeech } from '../shell/speaking.js';
import { type Filter, noFilter } from './place.js';
import { causeName, filterStates, outcomes } from './terms.js';
import { words } from './wording.js';

type QueueFilterProps = { filter: Filter; onFilter: (filter: Filter) => void };

/** Which findings are shown and given out; what came from a chart can be taken off again. */
export function QueueFilter({ filter, onFilter }: QueueFilterProps) {
  const { say, language } = useSpeech();
  const put = (part: Partial<Filter>) => onFilter({ ...filter, ...part });
  const chips: readonly (readonly [keyof Filter, string])[] = [
    ['cause', filter.cause && causeName(filter.cause, language)],
    ['commune', filter.commune && `${say(words.commune)} ${filter.commune}`],
    ['office', filter.office && `${say(words.office)} ${filter.office}`],
    ['group', filter.group && `${say(words.group)} ${filter.group}`],
    ['sample', filter.sample && say(words.sample)],
  ];
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(noFilter);
  return (
    <fieldset className="queue-filter">
      <legend className="unseen">{say(words.filter)}</legend>
      <select
        id="filter-state"
        aria-label={say(words.state)}
        value={filter.state}
        onChange={(event) => put({ state: event.target.value as Filter['state'] })}
      >
        {Object.entries(filterStates).map(([key, name]) => (
          <option key={key} value={key}>
            {say(name)}
          </option>
        ))}
      </select>
      <select
        id="filter-outcome"
        aria-label={say(words.outcome)}
        value={filter.outcome}
        onChange={(event) => put({ outcome: event.target.value })}
      >
        <option value="">
          {say(words.outcome)}: {say(words.all)}
        </option>
        {Object.entries(outcomes).map(
          ([key, name]) =>
            key !== 'VERIFIED' && (
              <option key={key} value={key}>
                {say(name)}
              </option>
            ),
        )}
      </select>
      <select
        id="filter-benefits"
        aria-label={say(words.benefits)}
        value={filter.benefits}
        onChange={(event) => put({ benefits: event.target.value as Filter['benefits'] })}
      >
        <option value="">
          {say(words.benefits)}: {say(words.all)}
        </option>
        <option value="yes">{say(words.benefitsYes)}</option>
        <option value="no">{say(words.benefitsNo)}</option>
      </select>
      {chips.map(
        ([name, text]) =>
          text && (
            <button type="button" key={name} className="filter-chip" onClick={() => put({ [name]: '' })}>
              {text} ✕
            </button>
          ),
      )}
      {isFiltered && (
        <button type="button" className="quiet" onClick={() => onFilter(noFilter)}>
          {say(words.clearFilter)}
        </button>
      )}
    </fieldset>
  );
}
