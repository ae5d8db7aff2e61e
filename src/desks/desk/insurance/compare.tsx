import type { Language } from '../../../domain/language.js';
import { useSpeech } from '../shell/speaking.js';
import { grouped, writtenDate, writtenNumber } from '../shell/written.js';
import { letterDiff, type Stretch, wordDiff } from './letter-diff.js';
import type { Candidate, Finding, Stated } from './queries.js';
import { causeName, fields, foundBy, sexes, statuses, statusesOfFound } from './terms.js';
import { words } from './wording.js';

const order = ['NUMBER', 'FULL_NAME', 'DATE_OF_BIRTH', 'SEX', 'ADDRESS'] as const;
type Field = (typeof order)[number];
const causeFieldOf: Readonly<Record<Field, string>> = {
  ...{ NUMBER: 'id', FULL_NAME: 'name', DATE_OF_BIRTH: 'dob', SEX: 'gender', ADDRESS: 'address' },
};

const diffOf = (field: Field) => (field === 'ADDRESS' ? wordDiff : letterDiff);

type CompareProps = {
  finding: Finding;
  /** Rank of whom the officer means; null: not chosen. */
  rank: number | null;
  onRank: (rank: number) => void;
};

/** The record beside whom it may be about, letter by letter, with what each field adds to the score. */
export function Compare({ finding, rank, onRank }: CompareProps) {
  const { say, language } = useSpeech();
  const { stated, candidates } = finding;
  const meant = candidates.find((one) => one.rank === rank) ?? candidates[0] ?? null;
  const sexOf = (sex: string) => (sexes[sex] ? say(sexes[sex]) : sex);
  const ofRecord = (field: Field) => recordValue(stated, field, sexOf);
  const ofCandidate = (one: Candidate, field: Field) => candidateValue(one, field, sexOf);
  return (
    <table className="compare">
      <thead>
        <tr>
          <th scope="col">{say(words.field)}</th>
          <th scope="col">{say(words.record)}</th>
          {candidates.map((one) => (
            <th scope="col" key={one.rank} className={one.rank === rank ? 'is-meant' : ''}>
              <button
                type="button"
                aria-pressed={one.rank === rank}
                data-candidate={one.rank}
                onClick={() => onRank(one.rank)}
              >
                <kbd>{one.rank}</kbd> {say(words.candidate)} · {writtenBits(one.score, language)}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {order.map((field) => {
          const own = ofRecord(field);
          const other = meant?.resident ? ofCandidate(meant, field) : null;
          return (
            <tr key={field} data-field={field}>
              <th scope="row">{say(fields[field]!)}</th>
              <td lang="vi">
                {own === '' ? (
                  <span className="hint">{say(words.none)}</span>
                ) : (
                  <Letters
                    stretches={other === null ? [{ text: own, isSame: true }] : diffOf(field)(own, other)[0]}
                  />
                )}
                {field === 'NUMBER' && stated.oldIdNumber && <small> CMND {stated.oldIdNumber}</small>}
              </td>
              {candidates.map((one) => (
                <td key={one.rank} className={one.rank === rank ? 'is-meant' : ''}>
                  {one.resident === null ? (
                    field === 'NUMBER' && <small>{say(words.outOfRemit)}</small>
                  ) : (
                    <span lang="vi">
                      <Letters stretches={diffOf(field)(own, ofCandidate(one, field))[1]} />
                    </span>
                  )}
                  <Share candidate={one} field={field} />
                </td>
              ))}
            </tr>
          );
        })}
        <tr>
          <th scope="row" title={say(words.priorText)}>
            {say(words.prior)}
          </th>
          <td>
            <small>{say(words.priorHint)}</small>
          </td>
          {candidates.map((one) => (
            <td key={one.rank} className={one.rank === rank ? 'is-meant' : ''}>
              <Share candidate={one} field="PRIOR" />
              {one.foundBy && <small> {say(foundBy[one.foundBy]!)}</small>}
              {one.resident && statuses[one.resident.status] && (
                <strong className="wrong">
                  {' '}
                  {say((one.foundBy ? statusesOfFound : statuses)[one.resident.status]!)}
                </strong>
              )}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function Letters({ stretches }: { stretches: readonly Stretch[] }) {
  let at = 0;
  return stretches.map(({ text, isSame }) => {
    at += text.length;
    return isSame ? <span key={at}>{text}</span> : <mark key={at}>{text}</mark>;
  });
}

function Share({ candidate, field }: { candidate: Candidate; field: Field | 'PRIOR' }) {
  const { language } = useSpeech();
  const bits = candidate.shares.find((one) => one.field === field)?.bits;
  const difference = candidate.differences.find((one) => one.field === field);
  return (
    <small className="share">
      {bits !== undefined && (
        <span className={bits < 0 ? 'against' : 'speaks'}>{writtenBits(bits, language)}</span>
      )}
      {difference && field !== 'PRIOR' && (
        <> {causeName(`${causeFieldOf[field]}:${difference.reason}`, language).split(': ')[1]}</>
      )}
    </small>
  );
}

const unitText = ({ name, provinceName }: { name: string; provinceName: string | null }) =>
  provinceName ? `${name}, ${provinceName}` : name;

/** A date as people write it here, whichever way the sector keeps it. */
const dateText = (date: string) => (/^\d{4}(-\d\d){0,2}$/.test(date) ? writtenDate(date) : date);

function recordValue(stated: Stated, field: Field, sexOf: (sex: string) => string): string {
  switch (field) {
    case 'NUMBER':
      return grouped(stated.personalId.trim());
    case 'FULL_NAME':
      return stated.fullName;
    case 'DATE_OF_BIRTH':
      return dateText(stated.dateOfBirth.trim());
    case 'SEX':
      return sexOf(stated.gender);
    case 'ADDRESS':
      return stated.address;
  }
}

function candidateValue({ resident }: Candidate, field: Field, sexOf: (sex: string) => string): string {
  if (!resident) return '';
  const home = resident.permanentResidence;
  switch (field) {
    case 'NUMBER':
      return grouped(resident.personalId);
    case 'FULL_NAME':
      return resident.fullName;
    case 'DATE_OF_BIRTH':
      return writtenDate(resident.dateOfBirth);
    case 'SEX':
      return sexOf(resident.sex);
    case 'ADDRESS':
      return home ? [home.addressLine, ...home.currentUnits.map(unitText)].join(', ') : '';
  }
}

/** +17,5: bits of a score, with their sign. */
const writtenBits = (bits: number, language: Language): string =>
  writtenNumber(bits, language, { signDisplay: 'exceptZero', maximumFractionDigits: 1 });
