import { type Edge, readCrosswalk, readCurrent, readDvhcvn, readGso, squash } from './crosswalk-sources.js';

export interface Disagreement {
  /**
   * EDGE: only one list leads this old commune to this new one. CODE: a new commune under two codes. MISSING_OLD: an
   * old commune that only one list knows. OLD_NAME, NEW_NAME: another spelling, tone placement and case apart.
   */
  kind: 'EDGE' | 'CODE' | 'MISSING_OLD' | 'OLD_NAME' | 'NEW_NAME';
  oldCode: string;
  oldName: string;
  newCode: string;
  newName: string;
  saidBy: string;
  against: string;
}

const text = ({ oldCode, newCode }: Edge) => `${oldCode}>${newCode}`;

/** Every point on which the public lists of units disagree, by kind and code; the same on every run. */
export function compareCrosswalks() {
  const dvhcvn = readDvhcvn();
  const crosswalk = readCrosswalk();
  const current = readCurrent();
  const gso = new Map(readGso().map((it) => [it.code, it.name]));
  const oldName = (code: string) =>
    dvhcvn.oldNames.get(code) ?? crosswalk.oldNames.get(code) ?? gso.get(code) ?? '';
  const newName = (code: string) => dvhcvn.newNames.get(code) ?? crosswalk.newNames.get(code) ?? '';
  const found: Disagreement[] = [];
  const add = (
    kind: Disagreement['kind'],
    oldCode: string,
    newCode: string,
    saidBy: string,
    against: string,
  ) =>
    found.push({
      ...{ kind, oldCode, newCode, saidBy, against },
      ...{ oldName: oldCode && oldName(oldCode), newName: newCode && newName(newCode) },
    });

  // One commune under two codes, by name among the codes that only one list has.
  const codesOf = new Map<string, string>();
  const lists = [
    ['dvhcvn', dvhcvn.newNames],
    ['vietnamadminunits', crosswalk.newNames],
    ['vietnamese-provinces-database', current],
  ] as const;
  const allCodes = new Set(lists.flatMap(([, names]) => [...names.keys()]));
  for (const code of [...allCodes].sort()) {
    const knowing = lists.filter(([, names]) => names.has(code)).map(([list]) => list);
    if (knowing.length === lists.length) continue;
    const name = lists.map(([, names]) => names.get(code)).find(Boolean)!;
    found.push({
      ...{ kind: 'CODE', oldCode: '', oldName: '', newCode: code, newName: name },
      ...{
        saidBy: knowing.join(' '),
        against: lists
          .map(([list]) => list)
          .filter((it) => !knowing.includes(it))
          .join(' '),
      },
    });
    const other = [...dvhcvn.newNames].find(
      ([it, itsName]) => itsName === name && it !== code && !current.has(it),
    );
    if (other) codesOf.set(code, other[0]);
  }
  const sameCode = (edge: Edge): Edge => ({ ...edge, newCode: codesOf.get(edge.newCode) ?? edge.newCode });

  const ours = new Set(dvhcvn.fromMerges.map(text));
  const inSplits = new Set(dvhcvn.fromSplits.map(text));
  const theirEdges = crosswalk.edges.map(sameCode);
  const theirs = new Set(theirEdges.map(text));
  const bothKnow = (code: string) =>
    crosswalk.oldNames.has(code) && (dvhcvn.oldNames.has(code) || code.length === 3);
  for (const edge of dvhcvn.fromMerges) {
    if (!inSplits.has(text(edge))) add('EDGE', edge.oldCode, edge.newCode, 'dvhcvn merges', 'dvhcvn splits');
    if (!theirs.has(text(edge)) && bothKnow(edge.oldCode)) {
      add('EDGE', edge.oldCode, edge.newCode, 'dvhcvn', 'vietnamadminunits');
    }
  }
  for (const edge of dvhcvn.fromSplits) {
    if (!ours.has(text(edge))) add('EDGE', edge.oldCode, edge.newCode, 'dvhcvn splits', 'dvhcvn merges');
  }
  for (const edge of theirEdges) {
    if (!ours.has(text(edge)) && bothKnow(edge.oldCode)) {
      add('EDGE', edge.oldCode, edge.newCode, 'vietnamadminunits', 'dvhcvn');
    }
  }
  const places = (name: string) => squash(name);
  for (const [code, name] of dvhcvn.oldNames) {
    const known = crosswalk.oldNames.get(code);
    if (known === undefined) add('MISSING_OLD', code, '', 'dvhcvn', 'vietnamadminunits');
    for (const [list, other] of [
      ['vietnamadminunits', known],
      ['gso', gso.get(code)],
    ] as const) {
      if (other && places(other) !== places(name))
        add('OLD_NAME', code, '', `dvhcvn: ${name}`, `${list}: ${other}`);
    }
  }
  for (const code of crosswalk.oldNames.keys()) {
    if (code.length === 5 && !dvhcvn.oldNames.has(code))
      add('MISSING_OLD', code, '', 'vietnamadminunits', 'dvhcvn');
  }
  for (const [code, name] of dvhcvn.newNames) {
    for (const [list, names] of lists.slice(1)) {
      const other = names.get(code);
      if (other && places(other) !== places(name))
        add('NEW_NAME', '', code, `dvhcvn: ${name}`, `${list}: ${other}`);
    }
  }
  const inOrder = found.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  return { disagreements: inOrder, codesOf, counts: countsOf(dvhcvn, crosswalk.edges, current) };
}

const sortKey = (it: Disagreement) => [it.kind, it.oldCode, it.newCode, it.against].join();

function countsOf(dvhcvn: ReturnType<typeof readDvhcvn>, crosswalk: Edge[], current: Map<string, string>) {
  return {
    'dvhcvn old communes': dvhcvn.oldNames.size,
    'dvhcvn edges (splits)': dvhcvn.fromSplits.length,
    'dvhcvn edges (merges)': dvhcvn.fromMerges.length,
    'vietnamadminunits edges': crosswalk.length,
    'communes in force (third list)': current.size,
  };
}
