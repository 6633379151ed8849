import { Authentication } from './authentication.js';
import { Management } from './management.js';
import { WebAuth } from './web-auth.js';

/** The version of auth0-js whose place this takes. */
const version = { raw: '10.2.1' };
var index = { Authentication, Management, WebAuth, version };

export { Authentication, Management, WebAuth, index as default, version };
