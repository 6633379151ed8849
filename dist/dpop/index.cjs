'use strict';

var createDpop = require('./create-dpop.cjs');



exports.createDpop = createDpop.createDpop;
