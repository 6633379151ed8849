'use strict';

var refuse = require('./refuse.cjs');

const createPopupRefusals = () => refuse.refusals('popup.', 'loginWithCredentials passwordlessVerify signupAndLogin');

exports.createPopupRefusals = createPopupRefusals;
