import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createGatewayRuntime } from '@graphql-hive/gateway';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { listen, serve, type Told } from './serve.js';
import { subgraphs } from './subgraphs.js';

/** Hive Gateway in front of two subgraphs on the same machine, each a process of its own. */
await serve(async (told) => {
  const services = await Promise.all(
    Object.entries(subgraphs).map(async ([name, { typeDefs }]) => ({
      name,
      typeDefs: parse(typeDefs),
      url: await startSubgraph(name, told),
    })),
  );
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(`The subgraphs do not compose: ${errors?.map(String).join(' ')}`);
  const gateway = createGatewayRuntime({ supergraph: supergraphSdl, logging: false });
  return `${await listen(gateway)}/graphql`;
});

function startSubgraph(name: string, told: Told): Promise<string> {
  const child = fork(fileURLToPath(new URL('hive-subgraph.js', import.meta.url)), [name]);
  child.send(told);
  return new Promise((resolve, reject) => {
    child.once('message', (url) => resolve(String(url)));
    child.once('exit', () => reject(new Error(`The subgraph ${name} did not start.`)));
  });
}
