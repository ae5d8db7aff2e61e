import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../src/config/package-root.js';

export interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  ports?: string[];
  depends_on?: Record<string, { condition: string }>;
}

/** docker-compose.yml as `docker compose` reads it: anchors merged, `${NAME:-default}` filled in. */
export function readCompose(variables: Record<string, string> = {}): Record<string, Service> {
  const text = readFileSync(join(packageRoot, 'docker-compose.yml'), 'utf8');
  const filled = text.replaceAll(
    /\$\{(\w+):-([^}]*)\}/g,
    (_all, name, fallback) => variables[name] ?? fallback,
  );
  return parse(filled, { merge: true }).services;
}

/** The services in the order in which `docker compose up` starts them. */
export function startOrder(services: Record<string, Service>): string[] {
  const order: string[] = [];
  const visit = (name: string) => {
    for (const before of Object.keys(services[name]!.depends_on ?? {})) visit(before);
    if (!order.includes(name)) order.push(name);
  };
  for (const name of Object.keys(services)) visit(name);
  return order;
}

export interface Instruction {
  word: string;
  rest: string;
}

/** The Dockerfile's stages, each its instructions in order; comments and line breaks are gone. */
export function readDockerfile(): Instruction[][] {
  const text = readFileSync(join(packageRoot, 'docker/Dockerfile'), 'utf8')
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n/g, ' ');
  const stages: Instruction[][] = [];
  for (const line of text.split('\n').filter((one) => one.trim())) {
    const [, word = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    if (word === 'FROM') stages.push([]);
    stages.at(-1)!.push({ word, rest });
  }
  return stages;
}

/** What the image starts, its health check and its environment. */
export function imageOf(stage: Instruction[]): {
  cmd: string[];
  health: string[];
  environment: Record<string, string>;
} {
  const of = (word: string) => stage.filter((one) => one.word === word).map((one) => one.rest);
  return {
    cmd: JSON.parse(of('CMD')[0]!),
    health: JSON.parse(of('HEALTHCHECK')[0]!.replace(/^.*?CMD /, '')),
    environment: Object.fromEntries(
      of('ENV').flatMap((line) => line.split(/\s+/).map((pair) => pair.split('=') as [string, string])),
    ),
  };
}
