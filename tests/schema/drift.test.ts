import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { schemaFiles } from '../../src/cli/schema.js';
import { packageRoot } from '../../src/config/package-root.js';
import { makeSchema, requireGuards, scopesOf } from '../../src/graphql/schema.js';
import { sectorModules } from '../../src/sectors/index.js';

const made = () => makeSchema(sectorModules.flatMap((module) => module.resolvers));

describe('What is committed under schema/', () => {
  it.each(['schema.graphql', 'access.md'])('is what the code generates: %s', async (name) => {
    const files = await schemaFiles();
    expect(readFileSync(join(packageRoot, 'schema', name), 'utf8')).toBe(files[name]);
  });
});

describe('Every description', () => {
  const roots = ['Query', 'Mutation', 'Subscription'];
  const described = (type: GraphQLNamedType) => [
    [type.name, type.description] as const,
    ...(isObjectType(type) || isInputObjectType(type)
      ? Object.values(type.getFields()).map(
          (field) => [`${type.name}.${field.name}`, field.description] as const,
        )
      : []),
  ];

  it('is in English and in Vietnamese', async () => {
    const types = Object.values((await made()).getTypeMap()).filter(
      (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !roots.includes(type.name),
    );
    const schema = await made();
    const rootTypes = [schema.getQueryType()!, schema.getMutationType()!, schema.getSubscriptionType()!];
    const missing = [...types, ...rootTypes]
      .flatMap(described)
      .filter(([name, text]) => !roots.includes(name) && !/\S \/ \S/.test(text ?? ''))
      .map(([name]) => name);
    expect(missing).toEqual([]);
  });

  it('stands on enough types to mean something', async () => {
    const types = Object.values((await made()).getTypeMap()).filter(
      (type) => isObjectType(type) || isEnumType(type),
    );
    expect(types.length).toBeGreaterThan(30);
  });
});

describe('A schema', () => {
  const withField = (extensions: Record<string, unknown>, typeExtensions: Record<string, unknown> = {}) =>
    new GraphQLSchema({
      query: new GraphQLObjectType({
        name: 'Query',
        extensions: typeExtensions,
        fields: {
          guarded: { type: GraphQLString, extensions: { scope: 'identity:read' } },
          secret: { type: GraphQLString, extensions },
        },
      }),
    });

  it.each([
    ['no scope', {}],
    ['a scope there is not', { scope: 'identity:steal' }],
    ['something that is no scope', { scope: 7 }],
  ])('is refused with a field that stands under %s', (_what, extensions) => {
    expect(() => requireGuards(withField(extensions))).toThrow('Query.secret');
    expect(() => requireGuards(withField(extensions))).not.toThrow('Query.guarded');
  });

  it.each([
    ['its own scope', { scope: 'coverage:read' }, {}],
    ['its type’s scope', {}, { scope: 'coverage:read' }],
    ['the word that it needs none', { scope: 'none' }, {}],
  ])('is taken with a field that stands under %s', (_what, extensions, ofType) => {
    expect(() => requireGuards(withField(extensions, ofType))).not.toThrow();
  });

  it('lets a field’s own word go before its type’s', () => {
    const schema = withField({ scope: 'coverage:read' }, { scope: 'none' });
    expect(scopesOf(schema).get('Query.secret')).toBe('coverage:read');
  });

  it('of ours says none only of what concerns no person', async () => {
    const open = [...scopesOf(await made())].filter(([, scope]) => scope === null).map(([name]) => name);
    expect(new Set(open.map((name) => name.split('.')[0]))).toEqual(
      new Set(['Hub', 'HubSource', 'PageInfo', 'Period', 'Query', 'UnitName']),
    );
    expect(open.filter((name) => name.startsWith('Query.'))).toEqual(['Query.hub']);
  });
});
