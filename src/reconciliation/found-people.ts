import type { Candidate } from './decision.js';
import type { KeyedResident, Stated, Via } from './people.js';
import { scoreOf, totalOf } from './score.js';
import { STRONG } from './weights.js';

/** Everyone found for one record, each once; a number of his outweighs a likeness. In whatever order they come. */
export class FoundPeople {
  readonly #byId = new Map<number, Candidate>();
  #isHeld = false;

  constructor(
    readonly record: Stated,
    private readonly residents: number,
  ) {}

  add(resident: KeyedResident, via: Via | null): void {
    const known = this.#byId.get(resident.id);
    if (known && (known.via === 'ID' || via === null || via === known.via)) return;
    // NOTE: whether somebody has the number weighs with everybody else, those who came before him too.
    if ((via === 'ID' || via === 'FORMER_ID') && !this.#isHeld) {
      this.#isHeld = true;
      for (const one of this.#byId.values()) this.#put(one.resident, one.via);
    }
    this.#put(resident, via);
  }

  /** Best first; of equals the smaller number, so that a run comes out the same every time. */
  best(): Candidate[] {
    return [...this.#byId.values()].sort(
      (a, b) => totalOf(b.bits) - totalOf(a.bits) || a.resident.id - b.resident.id,
    );
  }

  isStrong(): boolean {
    return [...this.#byId.values()].some(({ bits }) => totalOf(bits) >= STRONG);
  }

  #put(resident: KeyedResident, via: Via | null): void {
    const bits = scoreOf(this.record, resident, via, { residents: this.residents, isHeld: this.#isHeld });
    this.#byId.set(resident.id, { resident, via, bits });
  }
}
