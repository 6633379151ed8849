/** Whether a value is a text; an empty one is none. */
export const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** Whether a value is a text, an empty one too, or was left out. */
export const isTextOrNone = (value: unknown) => typeof (value ?? '') === 'string'
