export { createDpop } from './create-dpop.js';
