import { type Proof, sizeOf } from './proof.js';
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
  tell(line: string): void;
}

/** Runs proofs one after the other; one that throws does not keep the rest from running. */
export async function runProofs(
  proofs: readonly Proof[],
  { share, order, record, tell }: Options,
): Promise<Section[]> {
  const sections: Section[] = [];
  for (const [at, proof] of proofs.entries()) {
    tell(`[${at + 1}/${proofs.length}] ${proof.name}`);
    const { section, lists, error } = await runProof(proof, sizeOf(share));
    sections.push(section);
    for (const figure of section.figures) tell(`  ${lineOf(figure)}`);
    if (error !== null) tell(`  did not finish: ${error instanceof Error ? error.stack : String(error)}`);
    tell(`  ${section.seconds} s`);
    record?.replace(section, lists, order);
  }
  return sections;
}
