/** Which findings the queue shows, as far as an address may say: nothing in it is about a person. */
export interface Filter {
  state: 'TODO' | 'PROPOSED' | 'ACCEPTED' | 'DISMISSED' | 'ROUTED' | 'APPLIED' | 'ALL';
  outcome: string;
  cause: string;
  commune: string;
  office: string;
  group: string;
  benefits: '' | 'yes' | 'no';
  /** What was drawn to check a group. */
  sample: '' | 'yes';
}

export const noFilter: Filter = {
  ...{ state: 'TODO', outcome: '', cause: '', commune: '', office: '', group: '', benefits: '', sample: '' },
};

/** Where somebody is in a run: which finding is open, of which filter. */
export interface InRun {
  runId: string | null;
  finding: string | null;
  filter: Filter;
}

const names = ['state', 'outcome', 'cause', 'commune', 'office', 'group', 'benefits', 'sample'] as const;

/** As it stands behind `#`: `12`, `12-345`, `12?cause=dob:YEAR_ONLY`. */
export function writePlace({ runId, finding, filter }: InRun): string | null {
  if (runId === null) return null;
  const given = names.filter((name) => filter[name] !== noFilter[name]).map((name) => [name, filter[name]]);
  const query = new URLSearchParams(given).toString();
  return `${finding ?? runId}${query ? `?${query}` : ''}`;
}

export function readPlace(of: string | null): InRun {
  const [, runId = null, seq, query = ''] = /^(\d{1,9})(?:-(\d{1,9}))?(?:\?(.*))?$/.exec(of ?? '') ?? [];
  const given = new URLSearchParams(query);
  const filter = Object.fromEntries(
    names.map((name) => [name, given.get(name) ?? noFilter[name]]),
  ) as unknown as Filter;
  return { runId, finding: seq ? `${runId}-${seq}` : null, filter };
}

const statesOf: Readonly<Record<Filter['state'], readonly string[] | null>> = {
  TODO: ['OPEN', 'PROPOSED'],
  PROPOSED: ['PROPOSED'],
  ACCEPTED: ['ACCEPTED'],
  DISMISSED: ['DISMISSED'],
  ROUTED: ['ROUTED', 'REGISTRY_CORRECTED', 'REGISTRY_REFUSED'],
  APPLIED: ['SENDING', 'APPLIED', 'REVERTING'],
  ALL: null,
};

/** As the hub is asked for it. */
export function filterInput(filter: Filter): Record<string, unknown> {
  const { state, outcome, cause, commune, office, group, benefits, sample } = filter;
  const states = statesOf[state];
  return {
    ...(states && { states }),
    ...(outcome && { outcomes: [outcome] }),
    ...(cause && { cause }),
    ...(commune && { commune }),
    ...(office && { office }),
    ...(group && { group: Number(group) }),
    ...(sample && { inSample: true }),
    ...(benefits && { touchesBenefits: benefits === 'yes' }),
  };
}
