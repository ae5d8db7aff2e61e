import { OperationCharge } from '../../../src/access/quota/operation-charge.js';
import { HubError } from '../../../src/domain/errors.js';

/** A quota that holds so many people and answers later. */
function quotaOf(people: number) {
  const charged: number[] = [];
  let left = people;
  const operation = new OperationCharge(async (count) => {
    charged.push(count);
    await Promise.resolve();
    if (count > left) throw new HubError('RATE_LIMITED');
    left -= count;
  });
  return { operation, charged };
}

describe('What an operation is charged', () => {
  it('is one look a number, whenever it comes again', async () => {
    const { operation, charged } = quotaOf(10);
    await Promise.all([
      operation.chargeFor(['a']),
      operation.chargeFor(['a', 'b', 'b']),
      operation.chargeFor(['b']),
    ]);
    expect(charged).toEqual([1, 1]);
  });

  it('is nothing for another number of somebody who was charged for', async () => {
    const { operation, charged } = quotaOf(10);
    await operation.chargeFor(['former']);
    operation.cover('present');
    expect(operation.chargeFor(['present'])).toBeNull();
    expect(charged).toEqual([1]);
  });

  it('is refused again, without asking, for a number that was refused', async () => {
    const { operation, charged } = quotaOf(1);
    const list = operation.chargeFor(['a', 'b']);
    // Asked while the list is not decided yet: it shares the list's fate.
    const one = operation.chargeFor(['a']);
    await expect(list).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await expect(one).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await expect(operation.chargeFor(['b', 'c'])).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(charged).toEqual([2, 1]);
  });

  it('waits for nothing where the quota does not', () => {
    const operation = new OperationCharge(() => null);
    expect([operation.chargeFor(['a']), operation.chargeFor(['a', 'b']), operation.chargeFor([])]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
