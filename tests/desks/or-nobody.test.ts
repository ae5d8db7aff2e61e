import { HubError } from '../../src/domain/errors.js';
import { orNobody } from '../../src/wires/desk/by-session.js';

describe('Who asks at a desk', () => {
  it('is nobody when he is refused', async () => {
    expect(await orNobody(Promise.reject(new HubError('UNAUTHENTICATED')))).toBeNull();
    expect(await orNobody(Promise.resolve('he'))).toBe('he');
  });

  it('is not called nobody by a database that does not answer', async () => {
    const down = new HubError('OVERLOADED');
    await expect(orNobody(Promise.reject(down))).rejects.toBe(down);
    const broken = new Error('connection refused');
    await expect(orNobody(Promise.reject(broken))).rejects.toBe(broken);
  });
});
