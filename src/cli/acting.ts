import type { Command } from 'commander';

/** Who a command acts for. */
export interface Acting {
  agency: string;
  officer?: string;
}

/** Who acts: on every command that changes something, for the record. */
export function acting(command: Command): Command {
  return command
    .option('--agency <code>', 'the agency that acts', 'operator.demo')
    .option('--officer <id>', 'the officer who acts (default: the user of this machine)');
}
