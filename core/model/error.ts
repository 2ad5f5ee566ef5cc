/** A model that cannot be used; the message is a sentence for a person. */
export class ModelError extends Error {}
