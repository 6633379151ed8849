import { isPage } from '../environment.js';

/**
 * What stands in localStorage under a key: a state, which a tab that slept cannot miss, unlike a
 * message. Null: nobody is logged in. Where the browser refuses its storage, it is news of this
 * page alone.
 */
function createNews(key) {
    let own = null;
    let isRefused = !isPage();
    const read = () => {
        try {
            if (!isRefused)
                return JSON.parse(`${localStorage.getItem(key)}`);
        }
        catch { }
        return own;
    };
    const write = (news) => {
        own = news;
        try {
            if (!isRefused)
                localStorage.setItem(key, JSON.stringify(news));
        }
        catch {
            isRefused = true;
        }
    };
    return [read, write];
}

export { createNews };
