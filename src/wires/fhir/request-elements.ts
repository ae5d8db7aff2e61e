import { z } from 'zod';
import { badField } from '../../access/input.js';
import { HubError } from '../../domain/errors.js';

/** Elements of R4 that may be sent and decide nothing here. */
const unread = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, z.unknown().optional()])) as {
    [Key in Name]: z.ZodOptional<z.ZodUnknown>;
  };
/** One element: what is read of it, and beside each primitive the extensions that R4 lets stand there (`_birthDate`). */
const element = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ ...unread(...Object.keys(shape).map((name) => `_${name}`)), ...shape } as Shape);
const text = z.string().min(1).max(5_000);
const many = <Schema extends z.ZodType>(schema: Schema) => z.array(schema).max(50).optional();

const identifier = element({
  system: text.optional(),
  value: text.optional(),
  ...unread('id', 'extension', 'use', 'type', 'period', 'assigner'),
});
const reference = element({
  reference: text.optional(),
  identifier: identifier.optional(),
  ...unread('id', 'extension', 'type', 'display'),
});
const coding = element({
  system: text.optional(),
  code: text.optional(),
  ...unread('id', 'extension', 'version', 'display', 'userSelected'),
});
const concept = element({
  coding: many(coding),
  ...unread('id', 'extension', 'text'),
});
const humanName = element({
  use: text.optional(),
  text: text.optional(),
  family: text.optional(),
  given: many(text),
  ...unread('id', 'extension', 'prefix', 'suffix', 'period'),
});
const period = element({
  start: text.optional(),
  end: text.optional(),
  ...unread('id', 'extension'),
});
const quantity = element({
  value: z.number().nonnegative().optional(),
  ...unread('id', 'extension', 'comparator', 'unit', 'system', 'code'),
});
const money = element({
  value: z.number().nonnegative().optional(),
  currency: text.optional(),
  ...unread('id', 'extension'),
});
const resource = unread('meta', 'language', 'text', 'extension');

const contained = z.discriminatedUnion('resourceType', [
  element({
    resourceType: z.literal('Patient'),
    id: text,
    identifier: many(identifier),
    name: many(humanName),
    birthDate: text.optional(),
    gender: text.optional(),
    ...resource,
    ...unread('active', 'telecom', 'deceasedBoolean', 'deceasedDateTime', 'address', 'maritalStatus'),
    ...unread('multipleBirthBoolean', 'multipleBirthInteger', 'photo', 'contact', 'communication'),
    ...unread('generalPractitioner', 'managingOrganization', 'link'),
  }),
  element({
    resourceType: z.literal('Coverage'),
    id: text,
    identifier: many(identifier),
    ...resource,
    ...unread('status', 'type', 'policyHolder', 'subscriber', 'subscriberId', 'beneficiary', 'dependent'),
    ...unread('relationship', 'period', 'payor', 'class', 'order', 'network', 'costToBeneficiary'),
    ...unread('subrogation', 'contract'),
  }),
  element({
    resourceType: z.enum(['Location', 'Organization']),
    id: text,
    identifier: many(identifier),
    ...resource,
    ...unread('active', 'status', 'operationalStatus', 'name', 'alias', 'description', 'mode', 'type'),
    ...unread('telecom', 'address', 'physicalType', 'position', 'managingOrganization', 'partOf'),
    ...unread('hoursOfOperation', 'availabilityExceptions', 'endpoint', 'contact'),
  }),
]);

/** What of R4 is read, every other element of it named, and none besides: what is not understood must not be passed over. */
const request = element({
  resourceType: z.literal('CoverageEligibilityRequest'),
  status: z.literal('active'),
  purpose: z
    .array(z.enum(['validation', 'discovery', 'benefits']))
    .min(1)
    .max(50),
  patient: reference,
  servicedDate: text.optional(),
  servicedPeriod: period.optional(),
  created: text,
  provider: reference.optional(),
  insurer: reference,
  facility: reference.optional(),
  contained: many(contained),
  insurance: many(
    element({
      coverage: reference,
      ...unread('id', 'extension', 'focal', 'businessArrangement'),
    }),
  ),
  item: many(
    element({
      category: concept.optional(),
      modifier: many(concept),
      quantity: quantity.optional(),
      unitPrice: money.optional(),
      ...unread('id', 'extension', 'supportingInfoSequence', 'productOrService', 'provider'),
      ...unread('facility', 'diagnosis', 'detail'),
    }),
  ),
  id: text.optional(),
  ...resource,
  ...unread('identifier', 'priority', 'enterer', 'supportingInfo'),
});

/** A CoverageEligibilityRequest as it was sent. */
export type Request = z.output<typeof request>;
export type Reference = z.output<typeof reference>;

/** @throws HubError BAD_USER_INPUT with the element that is wrong and how; never with a name or value that was sent */
export function readRequest(body: unknown): Request {
  const name = 'CoverageEligibilityRequest';
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badField(name);
  const read = request.safeParse(body);
  if (read.success) return read.data;
  const issue = read.error.issues[0]!;
  const path = issue.path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('');
  throw new HubError('BAD_USER_INPUT', { field: name + path, problem: issue.code });
}
