import { isPage } from '../environment.js';

/**
 * Calls back when the news of a key changed in another tab, and when the person or the net comes
 * back. Returns what ends it.
 */
function listenForWakeUps(key, onNews, onReturn) {
    const end = new AbortController();
    const hear = ({ type, key: changed }) => {
        if (type === 'storage') {
            // null: all of it was cleared
            if (!changed || changed === key)
                onNews();
        }
        else if (type === 'online' || !document.hidden)
            onReturn();
    };
    if (isPage())
        for (const event of ['storage', 'visibilitychange', 'pageshow', 'online'])
            addEventListener(event, hear, end);
    return () => end.abort();
}

export { listenForWakeUps };
