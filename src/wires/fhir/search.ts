import { badField, requireText } from '../../access/input.js';
import type { Who } from './look.js';
import { birthDateOf, type Identifier, patientIdIn, type Stated, sexOf, whoOf } from './person.js';

/** Parameters that change nothing here: one answer, one form. */
const ignored = new Set(['_format', '_pretty', '_count', '_total']);
/** What a person is claimed by. */
const claimed = ['identifier', 'name', 'family', 'given', 'birthdate', 'gender'];

/** `POST Patient/_search`. @throws HubError BAD_USER_INPUT naming the parameter */
export function parsePatientSearch(body: unknown): Who {
  const values = readParameters(body, ['_id', ...claimed]);
  const id = values.get('_id');
  if (id === undefined) return claimIn(values);
  if (values.size > 1) throw badField('_id');
  return { by: 'handle', id };
}

/** `POST Coverage/_search`: of a patient by reference, or of whom its chained parameters claim. @throws as above */
export function parseCoverageSearch(body: unknown, base: string): Who {
  const doors = ['patient', 'beneficiary'];
  const chained = doors.flatMap((door) => claimed.map((name) => `${door}.${name}`));
  const values = readParameters(body, [...doors, ...chained]);
  const used = doors.filter((door) => [...values.keys()].some((name) => name.split('.')[0] === door));
  const door = used[0] ?? 'patient';
  if (used.length > 1) throw badField(used[1]!);
  const reference = values.get(door);
  if (reference === undefined) return claimIn(values, `${door}.`);
  const id = values.size === 1 ? patientIdIn(reference, base) : null;
  if (id === null) throw badField(door);
  return { by: 'handle', id };
}

function claimIn(values: ReadonlyMap<string, string>, prefix = ''): Who {
  const field = (name: string) => prefix + name;
  const of = (name: string) => values.get(field(name));
  const [identifier, whole, birthdate, gender] = ['identifier', 'name', 'birthdate', 'gender'].map(of);
  const parts = [of('family'), of('given')].filter((part) => part !== undefined);
  if (whole !== undefined && parts.length > 0) throw badField(field('name'));
  const fullName = whole ?? (parts.length > 0 ? parts.join(' ') : undefined);
  const stated: Stated = {
    ...(fullName !== undefined && { fullName: requireText(field('name'), fullName) }),
    ...(birthdate !== undefined && {
      dateOfBirth: birthDateOf(field('birthdate'), birthdate.replace(/^eq/, '')),
    }),
    ...(gender !== undefined && { sex: sexOf(field('gender'), gender) }),
  };
  if (identifier === undefined) throw badField(field('identifier'));
  return whoOf(field('identifier'), [tokenOf(identifier)], stated);
}

/** A token parameter, `system|value`. NOTE: the first bar divides: system names have none, what a scanner read may. */
function tokenOf(text: string): Identifier {
  const at = text.indexOf('|');
  return at < 0 ? { value: text } : { system: text.slice(0, at), value: text.slice(at + 1) };
}

/**
 * The parameters of a form, each once (`given` may repeat). Several values of one (`a,b`) are refused: a request is
 * about one person.
 */
function readParameters(body: unknown, known: readonly string[]): Map<string, string> {
  if (!(body instanceof URLSearchParams)) throw badField('body', 'application/x-www-form-urlencoded');
  const values = new Map<string, string>();
  for (const [name, text] of body) {
    if (ignored.has(name)) continue;
    if (!known.includes(name)) throw badField('body', known);
    const before = values.get(name);
    const isGiven = name === 'given' || name.endsWith('.given');
    if ((before !== undefined && !isGiven) || !text.trim()) throw badField(name);
    const value = unescaped(name, text);
    values.set(name, before === undefined ? value : `${before} ${value}`);
  }
  return values;
}

/** Without the backslashes of a search value (R4 search §3.1.1.4.0.6); a comma without one means “or”. */
function unescaped(name: string, text: string): string {
  if (/(?<!\\)(?:\\\\)*,/.test(text)) throw badField(name);
  return text.replace(/\\([\\,|$])/g, '$1');
}
