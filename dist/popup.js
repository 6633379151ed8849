import { check } from './auth-error.js';

/** Logs in through a popup. */
const popupKind = { mark: 'p', open: openPopup };
/**
 * Opens the popup, or takes the app's. Must run in the click, before anything is awaited: later,
 * Safari and Firefox would block it.
 */
function openPopup({ window, width = 480, height = 640 }) {
    check(!window || typeof window.close === 'function', 'invalid_config: window');
    const popup = window ?? open('', '_blank', features(width, height));
    return popup && !popup.closed ? { window: popup, close: () => popup.close() } : null;
}
function features(wantedWidth, wantedHeight) {
    const width = Math.min(wantedWidth, outerWidth);
    const height = Math.min(wantedHeight, outerHeight);
    const left = screenX + (outerWidth - width) / 2;
    const top = screenY + (outerHeight - height) / 2;
    return `popup,width=${width},height=${height},left=${left},top=${top}`;
}

export { popupKind };
