import { connect, createServer, type Socket } from 'node:net';

/** A wire between the hub and its database that a test can freeze and move to another server. */
export interface TcpProxy {
  port: number;
  /** The same database address through this wire. */
  through(url: string): string;
  /** Nothing passes any more, in either direction; connections stay open and new ones are taken. */
  freeze(): void;
  thaw(): void;
  /** New connections go to this port; those there are end. */
  pointTo(port: number): void;
  close(): Promise<void>;
}

export async function makeTcpProxy(upstreamPort: number): Promise<TcpProxy> {
  let target = upstreamPort;
  let frozen = false;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => undefined);
      from.on('end', () => to.end());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      if (frozen) from.pause();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    through(url) {
      const address = new URL(url);
      address.port = String(port);
      return address.href;
    },
    freeze() {
      frozen = true;
      for (const socket of sockets) socket.pause();
    },
    thaw() {
      frozen = false;
      for (const socket of sockets) socket.resume();
    },
    pointTo(next) {
      target = next;
      endAll();
    },
    close() {
      endAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
