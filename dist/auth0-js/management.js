import { refuse } from './refuse.js';

/**
 * The tenant's own administration. Making one throws: it wants a token that no page should hold.
 */
class Management {
    /** @deprecated Let your server do it. */
    constructor(_options) {
        refuse('Management');
    }
}

export { Management };
