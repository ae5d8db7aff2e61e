import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { reportOf } from './report.js';
import type { Section } from './section.js';

/** docs/proof.json, docs/proof.md beside it, and the lists of cases, all below one folder. */
export class ProofRecord {
  constructor(private readonly folder: string) {}

  /** Sections of earlier runs; none where there is no record. */
  read(): Section[] {
    const file = join(this.folder, 'docs/proof.json');
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')).sections as Section[]) : [];
  }

  /**
   * Puts a section in the place of its former self and writes both files; the others stay as they were.
   * @param order names of all proofs there are; a section of none of them is dropped, unless another program gathers it
   */
  replace(section: Section, lists: Record<string, object[]>, order: readonly string[]): void {
    for (const [file, rows] of Object.entries(lists)) this.#write(file, stringify(rows, { header: true }));
    const byName = new Map([...this.read(), section].map((it) => [it.name, it]));
    const others = [...byName.values()].filter((it) => it.gathered && !order.includes(it.name));
    this.#save([...order.flatMap((name) => byName.get(name) ?? []), ...others]);
  }

  /** Puts a section that another program gathers in the place of its former self, or last; the others stay. */
  put(section: Section): void {
    const before = this.read();
    const at = before.findIndex((it) => it.name === section.name);
    this.#save(at < 0 ? [...before, section] : before.with(at, section));
  }

  #save(sections: readonly Section[]): void {
    this.#write('docs/proof.json', `${JSON.stringify({ sections }, null, 2)}\n`);
    this.#write('docs/proof.md', reportOf(sections));
  }

  #write(file: string, text: string): void {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
