import { text } from 'node:stream/consumers';

/** An argument as given, or the first line of standard input for `-`: so that numbers stay out of the shell's history. */
export async function argumentOrInput(argument: string): Promise<string> {
  if (argument !== '-') return argument;
  return (await text(process.stdin)).split('\n')[0]!.trim();
}
