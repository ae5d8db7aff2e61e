import type { Sentence } from '../../../domain/language.js';
import { csvOf } from '../shell/csv.js';
import { useSpeech } from '../shell/speaking.js';
import type { Desk } from '../shell/use-desk.js';
import { dong, writtenDate } from '../shell/written.js';
import { Paper } from './paper.js';
import { differing, knownOf, numberOf, standingOf, sumsOf } from './pupils.js';
import type { Pupil } from './queries.js';
import { fieldNames, groundNames, knownNames, standingNames, words } from './wording.js';

type Say = (sentence: Sentence) => string;

function knownIn(pupil: Pupil, say: Say): string {
  const fields = knownOf(pupil) === 'DIFFERS' ? differing(pupil).map((field) => say(fieldNames[field]!)) : [];
  return [say(knownNames[knownOf(pupil)]!), ...fields].join(' ');
}

const groundsOf = ({ fees }: Pupil, say: Say): string =>
  [
    ...new Set(
      (fees ?? []).flatMap(({ exemption }) =>
        exemption
          ? `${groundNames[exemption.ground] ? say(groundNames[exemption.ground]!) : exemption.ground} ${exemption.rate}%`
          : [],
      ),
    ),
  ].join('; ');

/** The list as it is shown, for the school's own spreadsheet. */
export function csvOfClass(pupils: readonly Pupil[], say: Say): string {
  const head = [
    ...[words.no, words.fullName, words.dateOfBirth, words.className, words.moetCode, words.personalId],
    ...[words.identity, words.due, words.exempt, words.reason, words.paid, words.owed, words.overdue],
    words.standing,
  ].map(say);
  const rows = pupils.map((pupil, at) => {
    const { due, exempt, paid, owed, overdue } = sumsOf(pupil.fees);
    return [
      ...[at + 1, pupil.fullName, writtenDate(pupil.dateOfBirth), pupil.className],
      ...[{ digits: pupil.moetCode ?? '' }, { digits: pupil.resident?.personalId ?? '' }],
      ...[knownIn(pupil, say), due, exempt, groundsOf(pupil, say), paid, owed, overdue],
      say(standingNames[standingOf(pupil.fees)]!),
    ];
  });
  return csvOf([head, ...rows]);
}

type PrintedClassProps = { desk: Desk; name: string; year: string; pupils: readonly Pupil[] };

/** The list for the class teacher, numbers masked. */
export function PrintedClass({ desk, name, year, pupils }: PrintedClassProps) {
  const { say } = useSpeech();
  const sums = sumsOf(pupils.flatMap(({ fees }) => fees ?? []));
  return (
    <Paper
      desk={desk}
      kind="LIST"
      title={`${say(words.listTitle)} · ${say(words.className)} ${name} · ${year}`}
    >
      <table>
        <thead>
          <tr>
            {[words.no, words.fullName, words.dateOfBirth, words.personalId, words.identity].map((head) => (
              <th key={head.en} scope="col">
                {say(head)}
              </th>
            ))}
            {[words.due, words.exempt, words.paid, words.owed].map((head) => (
              <th key={head.en} scope="col" className="amount">
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pupils.map((pupil, at) => {
            const { due, exempt, paid, owed } = sumsOf(pupil.fees);
            return (
              <tr key={pupil.enrolmentId}>
                <td>{at + 1}</td>
                <th scope="row" lang="vi">
                  {pupil.fullName}
                </th>
                <td>{writtenDate(pupil.dateOfBirth)}</td>
                <td>{numberOf(pupil)}</td>
                <td>{knownIn(pupil, say)}</td>
                {[due, exempt, paid, owed].map((value, of) => (
                  <td key={of} className="amount">
                    {pupil.fees === null ? '·' : dong(value)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={5}>
              {say(words.total)}
            </th>
            {[sums.due, sums.exempt, sums.paid, sums.owed].map((value, of) => (
              <td key={of} className="amount">
                {dong(value)}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </Paper>
  );
}
