'use strict';

var authorizationResponse = require('./authorization-response.cjs');
var jws = require('./jws.cjs');
var state = require('./state.cjs');

/** A name for the frame, by which a page in it knows where it is. */
const FRAME_NAME = 'postern.frame';
/**
 * Logs in through a hidden frame, which asks without any page for the person (OpenID Connect Core
 * §3.1.2.1, prompt=none).
 */
const frameKind = { mark: 'f', open: openFrame };
function openFrame() {
    const frame = document.createElement('iframe');
    frame.hidden = true;
    frame.name = FRAME_NAME;
    // React 18 redraws a document with a strange child of <html>
    const parent = document.body ?? document.head;
    parent.append(frame);
    return { window: frame.contentWindow, isFrame: true, close: () => frame.remove() };
}
/** Whether this page stands in such a frame, or is its answer: it is about to be thrown away. */
function isInSilentFrame() {
    const isAnswer = authorizationResponse.findResponses(location.href).some(({ response }) => state.isMarked(response.state));
    return window !== parent && (isAnswer || window.name === FRAME_NAME);
}
/** Whom an `id_token_hint` is about; undefined where there is none that can be read. */
function hintedSubject({ id_token_hint }) {
    try {
        const { sub } = jws.parseJws(id_token_hint).payload;
        return typeof sub === 'string' ? sub : undefined;
    }
    catch {
        return undefined;
    }
}

exports.frameKind = frameKind;
exports.hintedSubject = hintedSubject;
exports.isInSilentFrame = isInSilentFrame;
