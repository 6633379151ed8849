/**
 * For a callback page of its own, or as the first script of the app: hands a popup's or frame's
 * response to the page that waits for it, and closes the window. Reads fragment and query, and
 * takes both out of the address bar.
 * @returns false if this load is no popup's or frame's answer; else a promise: true if the response
 * was taken, false if nobody waited for it (5 s)
 */
declare function relay(): false | Promise<boolean>;

export { relay };
