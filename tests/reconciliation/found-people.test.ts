import { FoundPeople } from '../../src/reconciliation/found-people.js';
import type { KeyedResident, Via } from '../../src/reconciliation/people.js';
import { RESIDENTS, record, resident } from './people.js';

const claimed = 82180000001;
const holder = resident({ id: claimed, fullName: 'Lê Văn Út', birth: '1961-02-03' });
const byOldNumber = resident({ id: 82180555555 });
const byLikeness = resident({ id: 82180777777, fullName: 'Trần Thị Bích Hằng' });

function best(people: readonly (readonly [KeyedResident, Via | null])[]) {
  const found = new FoundPeople(
    record({ personalId: '082180000001', oldNumberText: '312345678' }),
    RESIDENTS,
  );
  for (const [one, via] of people) found.add(one, via);
  return found.best();
}

describe('whoever is found for a record', () => {
  it('counts the same in whatever order they are found', () => {
    const people = [
      [holder, 'ID'],
      [byOldNumber, 'OLD_NUMBER'],
      [byLikeness, null],
    ] as const;
    const wanted = best(people);
    expect(wanted).toHaveLength(3);
    expect(best(people.toReversed())).toEqual(wanted);
    expect(best([people[1], people[2], people[0]])).toEqual(wanted);
  });

  it('is there once, by the number rather than by likeness', () => {
    expect(
      best([
        [byOldNumber, null],
        [byOldNumber, 'OLD_NUMBER'],
        [byOldNumber, null],
      ]).map(({ via }) => via),
    ).toEqual(['OLD_NUMBER']);
  });
});
