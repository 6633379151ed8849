export { createSession } from './create-session.js';
