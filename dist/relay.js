/** Name of the channel between a callback page and whoever waits for its response. */
const channelName = (state) => `postern.${state}`;
const REPEAT_EVERY = 500;
const GIVE_UP_AFTER = 10;
/**
 * Hands a response home and closes the window. Repeats until the one who waits answers; gives up after 5 s. Needs neither opener nor storage.
 * Resolves to whether somebody took it.
 */
function relayResponse(state, response) {
    return new Promise((resolve) => {
        const channel = new BroadcastChannel(channelName(state));
        const home = opener ?? parent;
        let sent = 0;
        const settle = (answered) => {
            channel.close();
            removeEventListener('message', listen);
            clearInterval(timer);
            if (answered)
                close();
            resolve(answered);
        };
        const listen = ({ data }) => {
            if (data?.postern === state)
                settle(true);
        };
        const send = () => {
            if (sent++ === GIVE_UP_AFTER)
                return settle(false);
            const message = { postern: response };
            channel.postMessage(message);
            // RFC 9700 §4.17: our own origin or nobody
            if (home !== window)
                home.postMessage(message, location.origin);
        };
        const timer = setInterval(send, REPEAT_EVERY);
        channel.onmessage = listen;
        addEventListener('message', listen);
        send();
    });
}

export { channelName, relayResponse };
