'use strict';

var authentik = require('./authentik.cjs');
var azureB2c = require('./azure-b2c.cjs');
var cognito = require('./cognito.cjs');
var discord = require('./discord.cjs');
var entra = require('./entra.cjs');
var facebook = require('./facebook.cjs');
var fusionAuth = require('./fusion-auth.cjs');
var google = require('./google.cjs');
var keycloak = require('./keycloak.cjs');
var logto = require('./logto.cjs');
var okta = require('./okta.cjs');
var spotify = require('./spotify.cjs');
var twitch = require('./twitch.cjs');



exports.authentik = authentik.authentik;
exports.azureB2C = azureB2c.azureB2C;
exports.cognito = cognito.cognito;
exports.discord = discord.discord;
exports.entra = entra.entra;
exports.entraExternalId = entra.entraExternalId;
exports.facebook = facebook.facebook;
exports.fusionAuth = fusionAuth.fusionAuth;
exports.google = google.google;
exports.keycloak = keycloak.keycloak;
exports.logto = logto.logto;
exports.okta = okta.okta;
exports.spotify = spotify.spotify;
exports.twitch = twitch.twitch;
