'use strict';

var createSession = require('./create-session.cjs');



exports.createSession = createSession.createSession;
