import { createError } from './auth-error.js';
import { requirePage } from './environment.js';

/** Goes to a URL by the app's own `navigate`, else by the browser. */
function goTo({ navigate }, url) {
    if (!navigate)
        requirePage();
    navigate ? navigate(url) : location.assign(url);
}
/**
 * Leaves the page. The promise stays pending; it rejects `aborted` if the person comes back to this very page (bfcache), or if it cannot be left.
 */
function leavePage(config, url) {
    return new Promise((_, reject) => {
        const onPageShow = ({ persisted }) => {
            if (!persisted)
                return;
            globalThis.removeEventListener?.('pageshow', onPageShow);
            reject(createError('aborted'));
        };
        globalThis.addEventListener?.('pageshow', onPageShow);
        try {
            goTo(config, url);
        }
        catch {
            onPageShow({ persisted: true });
        }
    });
}

export { goTo, leavePage };
