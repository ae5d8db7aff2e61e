/** What was opened at start, closed in reverse at stop; each undoing runs once, one failing does not keep the rest open. */
export class Releasers {
  readonly #undo: [name: string, release: () => unknown][] = [];

  add(name: string, release: () => unknown): void {
    this.#undo.push([name, release]);
  }

  /** Closes everything, newest first; answers the names of what would not close. */
  async releaseAll(): Promise<string[]> {
    const failed: string[] = [];
    for (let next = this.#undo.pop(); next; next = this.#undo.pop()) {
      try {
        await next[1]();
      } catch {
        failed.push(next[0]);
      }
    }
    return failed;
  }
}
