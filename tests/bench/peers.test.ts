import { choosePeers, peers } from './peers.js';

describe('the choice of peers', () => {
  it('takes names with commas, in the order given', () => {
    expect(choosePeers('yoga, apollo-typeorm')).toEqual(['yoga', 'apollo-typeorm']);
  });

  it('refuses a name that no peer has and says which there are', () => {
    expect(() => choosePeers('yoga,express')).toThrow(
      `There is no peer express; there are ${Object.keys(peers).join(', ')}.`,
    );
  });
});
