/**
 * A name as one part of an address: a region, a tenant, a realm, of letters, digits, `_` and `-`.
 * What is none becomes a space, which no address may hold: `createAuth` refuses it with
 * `invalid_config`. So a name out of a page's own URL leads to no other server and no other path.
 * For template literals, where a match is its text.
 */
const segment = (name) => name?.match?.(/^[\w-]+$/) ?? ' ';
/** A server's address, scheme and host in lower case, as tokens spell it. */
const server = (url) => url?.replace?.(/^\w+:\/\/[^/]*/, (origin) => origin.toLowerCase()) ?? ' ';

export { segment, server };
