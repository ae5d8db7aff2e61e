import type { BenchWire, WireParts } from './wire.js';

/** The portal's own wire: a token an hour, then the lookup. */
export function bhxhGatewayWire({ url, gateway }: WireParts): BenchWire {
  const { username, password, ...officer } = gateway;
  const headers = { 'content-type': 'application/json' };
  return {
    name: 'bhxh-gateway',
    is: 'POST /wires/bhxh-gateway/api/egw/KQNhanLichSuKCB2024: the same in the portal’s fields',
    async requests(people) {
      const taken = await fetch(`${url}/wires/bhxh-gateway/api/token/take`, {
        ...{ method: 'POST', headers, body: JSON.stringify({ username, password }) },
      });
      const { APIKey: key } = (await taken.json()) as {
        APIKey: { access_token: string; id_token: string } | null;
      };
      if (!key) throw new Error('The account of the portal’s wire was refused.');
      const query = { token: key.access_token, id_token: key.id_token, username, password };
      const path = `/wires/bhxh-gateway/api/egw/KQNhanLichSuKCB2024?${new URLSearchParams(query)}`;
      return people.map(({ personalId, fullName, dateOfBirth }) => ({
        ...{ path, headers },
        body: JSON.stringify({
          ...{ maThe: personalId, hoTen: fullName, ngaySinh: dateOfBirth.split('-').reverse().join('/') },
          ...officer,
        }),
      }));
    },
    holds: '"hoTen":"',
    codeIn: ({ maKetQua }: { maKetQua: string }) => maKetQua,
  };
}
