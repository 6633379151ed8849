import { attempt, createError } from './auth-error.js';
import { isPage, requirePage } from './environment.js';

/** For what must not begin where the page cannot be left. Throws `browser_required`. */
function requireWayOut({ navigate }) {
    if (!navigate)
        requirePage();
}
/** How long scripts may still run on a page that the browser leaves, ms. */
const UNLOADING = 1000;
function createDepartures(config) {
    const { navigate = (url) => location.assign(url) } = config;
    const waiting = new Set();
    let isLeaving = false;
    let departures = 0;
    const onPageShow = ({ persisted }) => {
        if (!persisted)
            return;
        for (const reject of waiting)
            reject(createError('aborted: returned'));
        waiting.clear();
        isLeaving = false;
        removeEventListener('pageshow', onPageShow);
    };
    return {
        begin() {
            // until the URL is made, a logout may leave first
            const wasLeaving = isLeaving;
            const before = departures;
            return (url) => new Promise((_, reject) => {
                waiting.add(reject);
                // the same listener again is none
                if (isPage())
                    addEventListener('pageshow', onPageShow);
                const fail = () => {
                    waiting.delete(reject);
                    reject(createError('aborted: navigate'));
                };
                const mayGo = !wasLeaving && departures === before;
                // fails where it throws, and where it rejects
                if (mayGo)
                    new Promise((done) => done(navigate(url))).catch(fail);
            });
        },
        leaveNow(url) {
            requireWayOut(config);
            const going = attempt(() => navigate(url), 'aborted: navigate');
            departures++;
            isLeaving = true;
            // the app's own navigate may leave no page at all: then this turn alone counts
            setTimeout(() => (isLeaving = false), config.navigate ? 0 : UNLOADING);
            // nobody waits for a logout: what fails later is reported as any rejection that nobody caught
            Promise.resolve(going).catch(() => {
                throw createError('aborted: navigate');
            });
        },
    };
}

export { createDepartures, requireWayOut };
