'use strict';

/**
 * Opens the popup, or takes the app's. Must run in the click, before anything is awaited: later,
 * Safari and Firefox would block it.
 * @returns null if the browser refused the window
 */
function openPopup({ window, width = 480, height = 640 }) {
    const w = Math.min(width, outerWidth);
    const h = Math.min(height, outerHeight);
    const features = `popup,width=${w},height=${h},left=${screenX + (outerWidth - w) / 2},top=${screenY + (outerHeight - h) / 2}`;
    const popup = window ?? open('', '_blank', features);
    return popup && !popup.closed ? [popup, () => popup.close()] : null;
}

exports.openPopup = openPopup;
