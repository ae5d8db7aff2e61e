import { type Proof, sizeOf, type Table } from './proof.js';
import type { ProofRecord } from './proof-record.js';
import { lineOf } from './report.js';
import { runProof, type Section } from './section.js';

interface Options {
  /** How much of everything is measured, up to 1. */
  share: number;
  /** Names of all proofs there are. */
  order: readonly string[];
  /** Where the sections are kept, each as soon as it is there; null keeps nothing. */
  record: ProofRecord | null;
  /** Folders that are measured in place of what proofs make. */
  sets?: readonly string[];
  tell(line: string): void;
}

/** Runs proofs one after the other; one that throws does not keep the rest from running. */
export async function runProofs(
  proofs: readonly Proof[],
  { share, order, record, sets, tell }: Options,
): Promise<Section[]> {
  const sections: Section[] = [];
  for (const [at, proof] of proofs.entries()) {
    tell(`[${at + 1}/${proofs.length}] ${proof.name}`);
    const { section, lists, error } = await runProof(proof, sizeOf(share), sets);
    sections.push(section);
    for (const figure of section.figures) tell(`  ${lineOf(figure)}`);
    // Of a run that is recorded they stand on the page.
    if (record === null) for (const line of section.tables.flatMap(linesOf)) tell(`  ${line}`);
    if (error !== null) tell(`  did not finish: ${error instanceof Error ? error.stack : String(error)}`);
    tell(`  ${section.seconds} s`);
    record?.replace(section, lists, order);
  }
  return sections;
}

const linesOf = ({ title, rows }: Table): string[] => [
  `${title}:`,
  ...rows.map(
    (row) =>
      `  ${Object.entries(row)
        .map(([name, value]) => `${name} ${value}`)
        .join(' · ')}`,
  ),
];
