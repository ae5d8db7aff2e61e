import { useCallback, useMemo, useState } from 'react';
import { type Asking, askHub } from '../shell/ask-hub.js';
import { useAsk } from '../shell/use-ask.js';
import { pageOf } from './class-answered.js';
import { byGivenName } from './pupils.js';
import { type ClassOf, classList, type Fee, feesOfOne, type OwnFees, type Pupil } from './queries.js';

const nothing = { at: null, fees: new Map<string, Fee[]>() };

/**
 * A class as it was read, and what was read of one pupil since: to read forty anew for one payment would be forty looks.
 * @param name null where no class is chosen
 */
export function useClass(asking: Asking, of: { school: string; year: string; name: string | null }) {
  const { school, year, name } = of;
  const asked = useAsk<ClassOf<Pupil>>(asking, name ? classList : null, { code: school, year, name });
  const [since, setSince] = useState<{ at: number | null; fees: ReadonlyMap<string, Fee[]> }>(nothing);
  const { value, at, refresh } = asked;
  const fresh = since.at === at ? since.fees : nothing.fees;
  const pupils = useMemo(
    () =>
      (pageOf(value)?.nodes ?? [])
        .map((pupil) => ({ ...pupil, fees: fresh.get(pupil.enrolmentId) ?? pupil.fees }))
        .sort(byGivenName),
    [value, fresh],
  );

  const readAnew = useCallback(
    async ({ resident, enrolmentId }: Pupil) => {
      try {
        if (!resident) throw new Error('no number');
        const { data } = await askHub<OwnFees>(asking, feesOfOne, { id: resident.personalId });
        const own = data?.resident?.enrolments?.find((one) => one.enrolmentId === enrolmentId);
        if (!own?.fees) throw new Error('not there');
        const { fees } = own;
        setSince((all) => ({ at, fees: new Map(all.at === at ? all.fees : []).set(enrolmentId, fees) }));
      } catch {
        refresh();
      }
    },
    [asking, at, refresh],
  );
  return { asked, pupils, readAnew };
}
