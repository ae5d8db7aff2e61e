import type { Keyring } from '../../access/keys.js';
import type { Queryable } from '../../database/transaction.js';
import { HubError } from '../../domain/errors.js';
import type { LocalDate } from '../../domain/local-date.js';

/** A question of a resident about one look, and its answer (hỏi lại về một lượt tra cứu). */
export interface Question {
  id: string;
  /** The look's name towards this resident. */
  entryId: string;
  /** The look on record. */
  eventId: string;
  agency: string | null;
  question: string;
  askedAt: Date;
  answerBy: LocalDate;
  answer: string | null;
  answeredAt: Date | null;
}

interface Row extends Omit<Question, 'question' | 'answer'> {
  questionSealed: Buffer;
  answerSealed: Buffer | null;
}

const columns = `id::text, entry_id as "entryId", event_id as "eventId", agency_code as agency,
  question_sealed as "questionSealed", asked_at as "askedAt", answer_by::text as "answerBy",
  answer_sealed as "answerSealed", answered_at as "answeredAt"`;

/** @throws HubError CONFLICT when this look was asked about before */
export async function insertQuestion(
  db: Queryable,
  keys: Keyring,
  asked: Pick<Question, 'entryId' | 'eventId' | 'agency' | 'question' | 'answerBy'> & { at: number },
): Promise<Question> {
  const { entryId, eventId, agency, question, answerBy, at } = asked;
  const { rows } = await db.query<Row>(
    `insert into access.usage_question (entry_id, event_id, agency_code, question_sealed, asked_at, answer_by)
     values ($1, $2, $3, $4, to_timestamp($5 / 1000.0), $6) on conflict (entry_id) do nothing returning ${columns}`,
    [entryId, eventId, agency, keys.seal('usage-question', question, `question ${entryId}`), at, answerBy],
  );
  if (!rows[0]) throw askedBefore();
  return opened(keys, rows[0]);
}

/** Questions about these looks, by the look's name. */
export async function questionsAbout(
  db: Queryable,
  keys: Keyring,
  entryIds: readonly string[],
): Promise<Map<string, Question>> {
  if (entryIds.length === 0) return new Map();
  const { rows } = await db.query<Row>(
    `select ${columns} from access.usage_question where entry_id = any($1::text[])`,
    [entryIds],
  );
  return new Map(rows.map((row) => [row.entryId, opened(keys, row)]));
}

/** Questions in the order they were asked, which is that in which they are due. */
export async function listQuestions(
  db: Queryable,
  keys: Keyring,
  isAnswered: boolean | null,
  { limit, after }: { limit: number; after: string | null },
): Promise<Question[]> {
  const { rows } = await db.query<Row>(
    `select ${columns} from access.usage_question
     where ($1::boolean is null or (answered_at is not null) = $1) and ($2::bigint is null or id > $2)
     order by access.usage_question.id limit $3`,
    [isAnswered, after, limit],
  );
  return rows.map((row) => opened(keys, row));
}

/** @throws HubError NOT_FOUND; CONFLICT for one that is answered */
export async function answerQuestion(
  db: Queryable,
  keys: Keyring,
  id: string,
  { answer, by, at }: { answer: string; by: string; at: number },
): Promise<Question> {
  const { rows: found } = await db.query<Row>(
    `select ${columns} from access.usage_question where id = $1 for update`,
    [id],
  );
  if (!found[0]) throw new HubError('NOT_FOUND', { field: 'id' });
  if (found[0].answeredAt) throw new HubError('CONFLICT', { state: 'ANSWERED' });
  const { rows } = await db.query<Row>(
    `update access.usage_question
     set answer_sealed = $2, answered_at = to_timestamp($3 / 1000.0), answered_by = $4
     where id = $1 returning ${columns}`,
    [id, keys.seal('usage-question', answer, `answer ${found[0].entryId}`), at, by],
  );
  return opened(keys, rows[0]!);
}

/** NOTE: each text is bound to its look, so that none can be put in another's place. */
function opened(keys: Keyring, { questionSealed, answerSealed, ...row }: Row): Question {
  const open = (sealed: Buffer, what: string) =>
    keys.open('usage-question', sealed, `${what} ${row.entryId}`) ?? '';
  return {
    ...row,
    question: open(questionSealed, 'question'),
    answer: answerSealed && open(answerSealed, 'answer'),
  };
}

function askedBefore(): HubError {
  return new HubError(
    'CONFLICT',
    { state: 'ASKED' },
    { vi: 'Bạn đã hỏi về lượt xem này.', en: 'This look was asked about before.' },
  );
}
