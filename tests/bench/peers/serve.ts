import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the bench tells a peer when it starts. */
export interface Told {
  /** Read-only addresses of the four sample databases, as the hub has them. */
  population: string;
  healthInsurance: string;
  educationFee: string;
  socialSecurity: string;
  /** The one database that holds copies of the four, and a table for audit rows. */
  together: string;
}

/** Waits for the addresses, starts, and tells the bench the address of the GraphQL endpoint. Ends with the bench. */
export async function serve(start: (told: Told) => Promise<string>): Promise<void> {
  const told = await new Promise<Told>((resolve) => process.once('message', resolve));
  process.once('disconnect', () => process.exit());
  process.send!(await start(told));
}

/** Listens on a free port of the loopback interface and gives the origin. */
export async function listen(handler: RequestListener | Server): Promise<string> {
  const server = typeof handler === 'function' ? createServer(handler) : handler;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
