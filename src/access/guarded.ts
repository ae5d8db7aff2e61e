// NOTE: here, since every decorated class imports this file: whichever is loaded first, its decorators find it.
import 'reflect-metadata';
import { Extensions } from 'type-graphql';
import type { Scope } from './kinds.js';

/** What the schema says about access on a type or a field; a field's own word goes before its type's. */
export interface Guard {
  /** The scope a caller needs, or `none` for what concerns no person. */
  scope: Scope | 'none';
}

/**
 * Puts a type or field under a scope. Every field of the schema must stand under one, its own or its type's, or the
 * hub does not start.
 */
export function Guarded(scope: Guard['scope']): ReturnType<typeof Extensions> {
  return Extensions({ scope } satisfies Guard);
}
