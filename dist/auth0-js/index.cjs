'use strict';

Object.defineProperty(exports, '__esModule', { value: true });

var authentication = require('./authentication.cjs');
var management = require('./management.cjs');
var webAuth = require('./web-auth.cjs');

/** The version of auth0-js whose place this takes. */
const version = { raw: '10.2.1' };
var index = { Authentication: authentication.Authentication, Management: management.Management, WebAuth: webAuth.WebAuth, version };

exports.Authentication = authentication.Authentication;
exports.Management = management.Management;
exports.WebAuth = webAuth.WebAuth;
exports.default = index;
exports.version = version;
