'use strict';

/**
 * A hidden frame, which asks without any page for the person (OpenID Connect Core §3.1.2.1,
 * prompt=none).
 */
function openFrame() {
    const frame = document.createElement('iframe');
    frame.hidden = true;
    document.documentElement.append(frame);
    return [frame.contentWindow, () => frame.remove()];
}

exports.openFrame = openFrame;
