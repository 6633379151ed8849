import { createNews } from './news.js';
import { isSame } from './session-tokens.js';
import { createTokenStore } from './token-store.js';

function createKeptTokens(keep, key) {
    const [readNews, writeNews] = createNews(key);
    const [store, isShared] = createTokenStore(keep, key);
    // another tab may have been there meanwhile
    const replaceOnly = (before, next) => store((found) => (isSame(found, before) ? next : found));
    // a mark, so that a new login of the same person is news too
    const announce = (tokens) => writeNews(tokens ? { who: tokens.who, ...(isShared() && { mark: Math.random() }) } : null);
    return {
        async read() {
            const tokens = await store();
            const news = readNews();
            if (isShared())
                return news ? tokens : undefined;
            // logged out elsewhere, or another person logged in: forgotten
            return news?.who === tokens?.who ? tokens : replaceOnly(tokens);
        },
        async write(tokens) {
            const written = store(() => tokens);
            // whoever is told must find them
            if (isShared())
                await written;
            announce(tokens);
        },
        async replace(before, next) {
            const news = readNews();
            if (!news)
                return undefined;
            const tokens = await replaceOnly(before, next);
            if (tokens === next) {
                // nobody has to be told of a renewal, unless a frame brought another person; and where the
                // session ends, other tabs may hold tokens of their own that are good
                if (next ? next.who !== news.who : isShared())
                    announce(next);
                else if (!next)
                    writeNews({ ...news, forgotten: true });
            }
            return tokens;
        },
        isRemembered() {
            const told = readNews();
            return !!told && !told.forgotten;
        },
    };
}

export { createKeptTokens };
