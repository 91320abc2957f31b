/** Something that a person has to put right before the command can run; its message says how. */
export class SetupError extends Error {}
