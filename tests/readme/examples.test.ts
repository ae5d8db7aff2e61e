import { asShown, partsOf, readExamples } from './examples.js';

describe('the comparison of a page with what its commands print', () => {
  it('finds only blocks that are marked', () => {
    const page =
      '```bash\nnpm ci\n```\n\n**One**\n\n<!-- run -->\n\n```bash\necho 1\n```\n\n```text\n1\n```\n';
    expect(readExamples(page)).toEqual([{ title: 'One', command: 'echo 1\n', expected: '1\n' }]);
  });

  it('reads JSON on one line and on several, between lines of text', () => {
    expect(partsOf('one\n{"a":1}\n{\n  "b": 2\n}\ntwo\n')).toEqual(['one', { a: 1 }, { b: 2 }, 'two']);
  });

  it('takes any value for … and any rest for a last …', () => {
    const shown = { id: '…', list: [1, '…'] };
    expect(asShown({ id: 7, list: [1, 2, 3] }, shown)).toEqual(shown);
  });

  it.each([
    ['another value', { id: 7, list: [2, 2] }],
    ['a missing value', { list: [1, 2] }],
    ['a value more', { id: 7, list: [1, 2], more: true }],
    ['a list that ends early', { id: 7, list: [] }],
  ])('does not take %s', (_what, answer) => {
    const shown = { id: '…', list: [1, '…'] };
    expect(asShown(answer, shown)).not.toEqual(shown);
  });
});
