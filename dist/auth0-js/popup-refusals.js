import { refusals } from './refuse.js';

const createPopupRefusals = () => refusals('popup.', 'loginWithCredentials passwordlessVerify signupAndLogin');

export { createPopupRefusals };
