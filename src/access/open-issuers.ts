import type { Config } from '../config/config.js';
import type { StateDir } from '../config/state.js';
import type { Clock } from '../process/clock.js';
import type { Logger } from '../process/logger.js';
import type { AgencyStore } from './agency-store.js';
import type { certificateReader } from './client-certificate.js';
import { type Issuer, loadIssuerKeys, makeIssuer } from './issuer.js';
import type { Keyring } from './keys.js';
import { sampleOfficersHere } from './sample-agencies.js';
import { sampleResidentsHere } from './sample-residents.js';
import { discoverJwks, type IssuerKeys, localKeys, RemoteKeys } from './token-keys.js';
import type { UsedAssertions } from './used-assertions.js';

/**
 * Whose tokens are taken: the embedded issuer's (demonstrations) and those of the configured OpenID issuers.
 * @throws Error when there would be none, or an issuer's discovery document cannot be read
 */
export async function openIssuers(
  config: Config,
  state: StateDir,
  shared: {
    agencies: AgencyStore;
    usedAssertions: UsedAssertions;
    cookieKeys: Keyring;
    certificateOf: ReturnType<typeof certificateReader>;
    clock: Clock;
    logger: Logger;
  },
): Promise<{ issuers: IssuerKeys[]; embedded: Issuer | null }> {
  const issuers: IssuerKeys[] = [];
  let embedded: Issuer | null = null;
  if (config.embeddedIssuer) {
    const keys = loadIssuerKeys(state);
    const { publicUrl: issuer, audience } = config;
    const { cookieKeys, ...rest } = shared;
    const cookieKey = cookieKeys.key('desk-sign-in').toString('base64');
    const people = [
      ...(await sampleOfficersHere(state, shared.agencies)),
      ...(await sampleResidentsHere(state, shared.agencies)),
    ];
    embedded = await makeIssuer({ issuer, audience, keys, people, cookieKey, ...rest });
    issuers.push(localKeys(issuer, keys));
  }
  for (const external of config.issuers) {
    const jwksUri = await discoverJwks(external, config.production);
    issuers.push(new RemoteKeys(external, jwksUri, shared.clock));
  }
  if (issuers.length === 0) throw new Error('No token would be accepted: set LIENTHONG_ISSUERS.');
  return { issuers, embedded };
}
