import { type GraphQLField, type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import { buildSchema, getMetadataStorage } from 'type-graphql';
import { AccessResolver } from '../access/administration/access-resolver.js';
import { AgencyMutations } from '../access/administration/agency-mutations.js';
import { AgencyResolver } from '../access/administration/agency-resolver.js';
import type { Guard } from '../access/guarded.js';
import { isScope, kinds, type Scope } from '../access/kinds.js';
import { MisuseResolver } from '../access/misuse/case-resolver.js';
import { QuotaResolver } from '../access/quota/quota-resolver.js';
import { LookIndicatorResolver } from '../audit/indicators/look-indicator-resolver.js';
import { SealsResolver } from '../audit/search/seals-resolver.js';
import { AuditEventResolver, AuditSearchResolver } from '../audit/search/search-resolver.js';
import { QuestionResolver } from '../audit/usage/question-resolver.js';
import { UsageEntryResolver, UsageResolver } from '../audit/usage/usage-resolver.js';
import { OperationResolver } from '../operation/operation-resolver.js';
import { CorrectionResolver } from '../reconciliation/review/correction-resolver.js';
import { DecisionMutations } from '../reconciliation/review/decision-mutations.js';
import { FindingCandidateResolver, FindingResolver } from '../reconciliation/review/finding-resolver.js';
import { GroupResolver } from '../reconciliation/review/group-resolver.js';
import { RegistryCorrectionResolver } from '../reconciliation/review/registry-correction-resolver.js';
import { FilePreviewResolver } from '../reconciliation/runs/file-preview-resolver.js';
import { RunIndicatorResolver } from '../reconciliation/runs/run-indicator-resolver.js';
import { RunResolver } from '../reconciliation/runs/run-resolver.js';
import { GuardianResolver } from '../registry/guardian-resolver.js';
import { IdentifyResolver } from '../registry/identify-resolver.js';
import { ResidentResolver } from '../registry/resident-resolver.js';
import { EvidenceResolver } from '../visits/evidence-resolver.js';
import { IndicatorResolver } from '../visits/indicator-resolver.js';
import { VisitResolver } from '../visits/visit-resolver.js';
import { HubResolver } from './hub-resolver.js';

/** A class whose decorated methods are GraphQL fields. */
export type ResolverClass = new () => object;

let built: Promise<GraphQLSchema> | null = null;

/**
 * The schema of the registry, the hub and the sectors' resolvers. Built once a process: the decorators' metadata is
 * global. Refuses a schema in which any field stands under no scope.
 */
export function makeSchema(sectorResolvers: readonly ResolverClass[]): Promise<GraphQLSchema> {
  built ??= buildSchema({
    resolvers: [
      IdentifyResolver,
      ResidentResolver,
      GuardianResolver,
      HubResolver,
      OperationResolver,
      AgencyResolver,
      AccessResolver,
      QuotaResolver,
      AgencyMutations,
      UsageResolver,
      UsageEntryResolver,
      QuestionResolver,
      AuditSearchResolver,
      AuditEventResolver,
      SealsResolver,
      MisuseResolver,
      VisitResolver,
      IndicatorResolver,
      EvidenceResolver,
      RunResolver,
      RunIndicatorResolver,
      LookIndicatorResolver,
      FilePreviewResolver,
      FindingResolver,
      FindingCandidateResolver,
      GroupResolver,
      DecisionMutations,
      CorrectionResolver,
      RegistryCorrectionResolver,
      ...sectorResolvers,
    ] as [ResolverClass, ...ResolverClass[]],
    validate: false,
    // NOTE: the library wants one; our subscriptions bring their own events.
    pubSub: {
      publish() {},
      subscribe: () => ({
        [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }),
      }),
    },
  }).then((schema) => {
    requireGuards(schema);
    readPropertiesInPlace(schema);
    return schema;
  });
  return built;
}

/**
 * Takes the resolver from every field that no resolver class has a method for: it is a property or getter of the
 * object itself, and compiled operations then read it where it stands.
 */
function readPropertiesInPlace(schema: GraphQLSchema): void {
  const { fieldResolvers, objectTypes } = getMetadataStorage();
  const methods = new Set<string>();
  for (const { kind, getObjectType, methodName } of fieldResolvers) {
    const type = kind === 'external' && objectTypes.find(({ target }) => target === getObjectType?.());
    if (type) methods.add(`${type.name}.${methodName}`);
  }
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of objectTypesOf(schema)) {
    if (roots.includes(type)) continue;
    for (const field of Object.values(type.getFields()))
      if (field.args.length === 0 && !methods.has(`${type.name}.${field.name}`)) delete field.resolve;
  }
}

/** The scope of every field by coordinate; null for what needs none. */
export function scopesOf(schema: GraphQLSchema): Map<string, Scope | null> {
  const scopes = new Map<string, Scope | null>();
  for (const type of objectTypesOf(schema)) {
    for (const field of Object.values(type.getFields())) {
      const guard = guardOf(type, field);
      if (guard) scopes.set(`${type.name}.${field.name}`, guard === 'none' ? null : guard);
    }
  }
  return scopes;
}

/** `schema/access.md`: type.field → scope → the kinds of agency that may be granted it. */
export function accessTable(schema: GraphQLSchema): string {
  const rows = [...scopesOf(schema)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([coordinate, scope]) => {
      const holders = Object.entries(kinds)
        .filter(([, kind]) => scope !== null && kind.scopes.includes(scope))
        .map(([name]) => name);
      return `| ${coordinate} | ${scope ?? '(none)'} | ${scope === null ? 'every agency' : holders.join(', ')} |`;
    });
  return [
    '# Who may ask for what',
    '',
    'Generated from the schema and the table of agency kinds (`npm run schema`); a test fails when they differ.',
    '',
    '| field | scope | kinds of agency that may be granted it |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** @throws Error naming every field that would be readable without a scope */
export function requireGuards(schema: GraphQLSchema): void {
  const open = objectTypesOf(schema).flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => guardOf(type, field) === null)
      .map((field) => `${type.name}.${field.name}`),
  );
  if (open.length > 0) throw new Error(`These fields stand under no scope: ${open.join(', ')}`);
}

function guardOf(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): Guard['scope'] | null {
  const scope = field.extensions.scope ?? type.extensions.scope;
  return scope === 'none' || (typeof scope === 'string' && isScope(scope)) ? scope : null;
}

function objectTypesOf(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
  );
}
