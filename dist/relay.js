/**
 * Opens a channel for a state, and calls `onTick` every so many ms until it is closed.
 * @param onMessage gets what came by broadcast, which this origin alone can send, and every message
 *   to this window, which anybody can (RFC 9700 §4.17)
 */
function openChannel(state, onMessage, onTick, period) {
    let broadcast;
    const listener = (event) => onMessage(event, event.target === broadcast);
    try {
        broadcast = new BroadcastChannel(`postern.${state}`);
        broadcast.onmessage = listener;
    }
    catch {
        // Firefox refuses it where it keeps no storage: then a message has to do
    }
    const timer = setInterval(onTick, period);
    addEventListener('message', listener);
    return {
        send(to, text) {
            const message = { postern: text };
            broadcast?.postMessage(message);
            // our own origin or nobody
            if (to !== window)
                to.postMessage(message, location.origin);
        },
        close() {
            broadcast?.close();
            clearInterval(timer);
            removeEventListener('message', listener);
        },
    };
}
const REPEAT_EVERY = 500;
const GIVE_UP_AFTER = 10;
/**
 * Hands a response home and closes the window. Repeats until the one who waits answers; gives up
 * after 5 s. Needs neither opener nor storage.
 * @returns whether somebody took it
 */
function relayResponse(state, response) {
    return new Promise((resolve) => {
        const home = opener ?? parent;
        let sent = 0;
        const settle = (isTaken) => {
            channel.close();
            if (isTaken)
                close();
            resolve(isTaken);
        };
        const send = () => {
            if (sent++ === GIVE_UP_AFTER)
                settle(false);
            else
                channel.send(home, response);
        };
        const onMessage = ({ data, origin }, isBroadcast) => {
            const isOwn = isBroadcast || origin === location.origin;
            if (isOwn && data?.postern === state)
                settle(true);
        };
        const channel = openChannel(state, onMessage, send, REPEAT_EVERY);
        send();
    });
}

export { openChannel, relayResponse };
