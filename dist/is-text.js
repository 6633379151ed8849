/** Whether a value is a text; an empty one is none. */
const isText = (value) => typeof value === 'string' && value !== '';
/** Whether a value is a text, an empty one too, or was left out. */
const isTextOrNone = (value) => typeof (value ?? '') === 'string';

export { isText, isTextOrNone };
