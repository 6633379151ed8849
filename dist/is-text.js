/** Whether a value is a text; an empty one is none. */
const isText = (value) => typeof value === 'string' && value !== '';

export { isText };
