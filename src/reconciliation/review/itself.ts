/** Names as an enum that GraphQL gives out as they are. */
export const itself = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as { [Key in Name]: Key };
