import { badField, requireText } from '../../access/input.js';
import type { CareKind, Circumstances, RouteBasis } from '../../domain/care.js';
import { HubError } from '../../domain/errors.js';
import { isLocalDate } from '../../domain/local-date.js';
import { RouteBasisEnum } from '../../graphql/care.js';
import type { LookName, Who } from './look.js';
import { birthDateOf, type Identifier, patientIdIn, type Stated, sexOf, whoOf } from './person.js';
import { type Reference, type Request, readRequest } from './request-elements.js';
import { codes, hl7, identifiers } from './systems.js';

/** What is asked, in the words of the hub. */
export interface EligibilityAsked {
  look: Extract<LookName, 'benefits' | 'discovery'>;
  purposes: string[];
  who: Who;
  /** Null: what the caller is, where it is one place of care. */
  facility: string | null;
  on: string | null;
  care: CareKind | null;
  circumstances: Circumstances;
}

type Contained = NonNullable<Request['contained']>;

const name = 'CoverageEligibilityRequest';

/** The classes of an Encounter that say which kind of care is meant. */
export const careClasses = { AMB: 'OUTPATIENT', IMP: 'INPATIENT', EMER: 'EMERGENCY' } as const;

/** @throws HubError BAD_USER_INPUT naming the element */
export function parseEligibilityRequest(body: unknown, base: string): EligibilityAsked {
  const request = readRequest(body);
  const contained = request.contained ?? [];
  return {
    look: request.purpose.includes('discovery') ? 'discovery' : 'benefits',
    purposes: [...new Set(request.purpose)],
    who: patientOf(request.patient, contained, base),
    facility: facilityOf(request, contained),
    ...{ on: dayOf(request), care: careOf(request) },
    circumstances: {
      bases: basesOf(request),
      admittedOn: admissionOf(request),
      cardNumber: cardNumberOf(request, contained),
      cost: costOf(request),
    },
  };
}

/** `#id` as one of the contained resources; undefined for any other reference. @throws HubError for one that is missing */
function resolve(
  field: string,
  { reference }: Reference,
  contained: Contained,
): Contained[number] | undefined {
  if (!reference?.startsWith('#')) return undefined;
  const found = contained.find(({ id }) => id === reference.slice(1));
  if (!found) throw badField(field);
  return found;
}

function identifiersOf(field: string, reference: Reference, contained: Contained): Identifier[] {
  const resolved = resolve(field, reference, contained);
  return [...(reference.identifier ? [reference.identifier] : []), ...(resolved?.identifier ?? [])];
}

function patientOf(reference: Reference, contained: Contained, base: string): Who {
  const field = `${name}.patient`;
  const resolved = resolve(field, reference, contained);
  if (resolved && resolved.resourceType !== 'Patient') throw badField(field);
  if (resolved) return whoOf(`${field}.identifier`, resolved.identifier ?? [], statedOf(field, resolved));
  if (reference.identifier) return whoOf(`${field}.identifier`, [reference.identifier], {});
  const id = reference.reference === undefined ? null : patientIdIn(reference.reference, base);
  if (id === null) throw badField(field);
  return { by: 'handle', id };
}

function statedOf(field: string, patient: Extract<Contained[number], { resourceType: 'Patient' }>): Stated {
  const { name: names = [], birthDate, gender } = patient;
  const human = names.find(({ use }) => use === 'official') ?? names[0];
  const parts = [human?.family ?? [], human?.given ?? []].flat();
  const fullName = human?.text ?? (parts.length > 0 ? parts.join(' ') : undefined);
  return {
    ...(fullName !== undefined && { fullName: requireText(`${field}.name`, fullName) }),
    ...(birthDate !== undefined && { dateOfBirth: birthDateOf(`${field}.birthDate`, birthDate) }),
    ...(gender !== undefined && { sex: sexOf(`${field}.gender`, gender) }),
  };
}

/** The place of care: `facility`, else the provider where that is one. */
function facilityOf({ facility, provider }: Request, contained: Contained): string | null {
  const codeIn = (field: string, reference: Reference | undefined) =>
    reference &&
    identifiersOf(field, reference, contained).find(({ system }) => system === identifiers.facility)?.value;
  const code = codeIn(`${name}.facility`, facility);
  if (facility && !code) throw badField(`${name}.facility`, { system: identifiers.facility });
  return code ?? codeIn(`${name}.provider`, provider) ?? null;
}

/** The day that is asked about: of a stay its last one so far. */
function dayOf({ servicedDate, servicedPeriod }: Request): string | null {
  if (servicedDate !== undefined && servicedPeriod) throw badField(`${name}.serviced[x]`);
  return (
    wholeDay(`${name}.servicedDate`, servicedDate) ?? wholeDay(`${name}.servicedPeriod`, servicedPeriod?.end)
  );
}

const admissionOf = ({ servicedPeriod }: Request) =>
  wholeDay(`${name}.servicedPeriod`, servicedPeriod?.start);

function wholeDay(field: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!isLocalDate(text)) throw badField(field, 'YYYY-MM-DD');
  return text;
}

function careOf({ item = [] }: Request): CareKind | null {
  const field = `${name}.item.category`;
  const codings = item.flatMap(({ category }) => category?.coding ?? []);
  const asked = new Set(codings.filter(({ system }) => system === hl7.actCode).map(({ code }) => code));
  if (asked.size === 0) return null;
  const [code] = asked;
  if (asked.size > 1 || !code || !Object.hasOwn(careClasses, code))
    throw badField(field, Object.keys(careClasses));
  return careClasses[code as keyof typeof careClasses];
}

function basesOf({ item = [] }: Request): RouteBasis[] {
  const codings = item.flatMap(({ modifier = [] }) => modifier.flatMap(({ coding }) => coding ?? []));
  const stated = codings.filter(({ system }) => system === codes.routeBasis).map(({ code }) => code ?? '');
  if (!stated.every((code) => Object.hasOwn(RouteBasisEnum, code)))
    throw badField(`${name}.item.modifier`, Object.keys(RouteBasisEnum));
  return [...new Set(stated)] as RouteBasis[];
}

/** What was read from a card that is shown. */
function cardNumberOf({ insurance = [] }: Request, contained: Contained): string | null {
  const field = `${name}.insurance.coverage`;
  const shown = insurance.flatMap(({ coverage }) => identifiersOf(field, coverage, contained));
  const systems: (string | undefined)[] = [identifiers.insuranceCard, identifiers.insuranceNumber];
  const card = shown.find(({ system }) => systems.includes(system))?.value;
  return card === undefined ? null : requireText(field, card, 30);
}

/** The insured cost of the visit in đồng, where its items have prices. */
function costOf({ item = [] }: Request): number | null {
  const field = `${name}.item.unitPrice`;
  const priced = item.filter(({ unitPrice }) => unitPrice);
  if (priced.length === 0) return null;
  const cost = priced.reduce((sum, { unitPrice, quantity }) => {
    if (unitPrice!.currency !== 'VND') throw badField(field, { currency: 'VND' });
    return sum + (unitPrice!.value ?? 0) * (quantity?.value ?? 1);
  }, 0);
  if (!Number.isSafeInteger(cost) || cost < 0) throw badField(field);
  return cost;
}

/** The place of care of a caller that is one and says none. @throws HubError BAD_USER_INPUT */
export function ownFacility(units: readonly string[]): string {
  const [unit] = units;
  if (units.length === 1 && unit) return unit;
  throw new HubError('BAD_USER_INPUT', {
    field: `${name}.facility`,
    allowed: { system: identifiers.facility },
  });
}
