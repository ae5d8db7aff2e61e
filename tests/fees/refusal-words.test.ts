import { publicSentence } from '../../src/domain/errors.js';
import { type BookRefusal, bookRefusal } from '../../src/fees/refusal-words.js';
import { type RegisterRefusal, refusalOf } from '../../src/students/register.js';

const books: BookRefusal[] = [
  'NOTHING_DUE',
  'EXCEEDS',
  'OVERLAPS',
  'CLOSED',
  'BEFORE_PAYMENT',
  'CONFLICT',
  'NOT_FOUND',
];
const register: RegisterRefusal[] = ['NO_CLASS', 'ENROLLED_ALREADY', 'BEFORE_START', 'NOT_ENDED', 'CONFLICT'];

describe('What a school’s books and register refuse', () => {
  it.each(
    [...books.map(bookRefusal), ...register.map(refusalOf)].map((error) => [error.details.reason, error]),
  )('is said in words of its own: %s', (_reason, error) => {
    const { vi, en } = (error as ReturnType<typeof refusalOf>).sentence;
    const general = publicSentence((error as ReturnType<typeof refusalOf>).code);
    expect([vi, en]).not.toContain(general.vi);
    expect([vi, en]).not.toContain(general.en);
    expect(vi).not.toBe(en);
  });

  it('is said by its code where a school’s own function gives a reason that is not known', () => {
    const error = bookRefusal('SOMETHING_ELSE' as BookRefusal);
    expect(error.sentence).toEqual(publicSentence('CONFLICT'));
    expect(error.details).toEqual({ reason: 'SOMETHING_ELSE' });
  });
});
