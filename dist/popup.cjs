'use strict';

/** Polls, 250 ms apart, for which a window must look closed without a break. */
const CLOSED_POLLS = 8;
/**
 * Opens the popup, or takes the app's. Must run in the click, before anything is awaited: later, Safari and Firefox would block it.
 * @returns null if the browser refused the window
 */
function openPopup({ window, width = 480, height = 640 }) {
    const w = Math.min(width, outerWidth);
    const h = Math.min(height, outerHeight);
    const features = `popup,width=${w},height=${h},left=${screenX + (outerWidth - w) / 2},top=${screenY + (outerHeight - h) / 2}`;
    const popup = window ?? open('', '_blank', features);
    let closedPolls = 0;
    return popup && !popup.closed
        ? {
            window: popup,
            close: () => popup.close(),
            // Under Cross-Origin-Opener-Policy a popup looks closed while the person types in it: only with focus on this page, without a break, it means something
            isGone() {
                closedPolls = popup.closed && document.hasFocus() ? closedPolls + 1 : 0;
                return closedPolls >= CLOSED_POLLS;
            },
        }
        : null;
}

exports.openPopup = openPopup;
