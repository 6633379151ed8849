import { isPage } from '../environment.js';

/**
 * Calls back when the news of a key changed in another tab, and when the person or the net comes
 * back. Returns what ends it.
 */
function listenForWakeUps(key, wake) {
    const end = new AbortController();
    const hear = ({ type, key: changed }) => {
        const isNews = type === 'storage';
        // null: all of it was cleared
        if (isNews ? !changed || changed === key : type === 'online' || !document.hidden)
            wake(isNews);
    };
    if (isPage())
        for (const event of ['storage', 'visibilitychange', 'pageshow', 'online'])
            addEventListener(event, hear, end);
    return () => end.abort();
}

export { listenForWakeUps };
