'use strict';

var createTestServer = require('./create-test-server.cjs');
var keys = require('./keys.cjs');



exports.createTestServer = createTestServer.createTestServer;
exports.generateTestKey = keys.generateTestKey;
