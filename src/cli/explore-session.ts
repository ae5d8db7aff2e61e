import type { SampleUrls } from '../database/embedded-databases.js';
import type { ExploreSession } from '../graphql/explore.js';
import { sampleCards } from '../sample/cards.js';
import { firstMember } from './known.js';
import { readyQueries } from './ready-queries.js';
import { readyToken } from './ready-tokens.js';

/** Ready queries with fresh tokens and sample people filled in. */
export async function exploreSession(
  place: Parameters<typeof readyToken>[0],
  owners: SampleUrls,
): Promise<ExploreSession> {
  const [cards, member] = await Promise.all([sampleCards({ urls: owners, count: 1 }), firstMember(owners)]);
  const known = { cardText: cards[0]?.cardText ?? '', member: member ?? '' };
  return {
    notice: { vi: 'Mọi người ở đây đều không có thật.', en: 'Nobody here is real.' },
    tabs: await Promise.all(
      readyQueries.map(async ({ key, agency, officer, purpose, title, explain, query, variables }) => {
        const { token, expiresAt } = await readyToken(place, { agency, officer, resident: null });
        return {
          ...{ key, title, explain, query, expiresAt },
          variables: JSON.stringify(variables(known), null, 2),
          headers: { Authorization: `Bearer ${token}`, 'X-Purpose': purpose },
        };
      }),
    ),
  };
}
