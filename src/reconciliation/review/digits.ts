/** A number of the registry as it is written, in SQL: twelve digits; null stays null. */
export const digits = (column: string): string => `lpad((${column})::text, 12, '0')`;
