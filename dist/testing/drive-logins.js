/** What happens at the server without a request of the client. */
function driveLogins(knowledge) {
    const { codes, accessTokens, refreshTokens, now } = knowledge;
    return {
        logIn(user = knowledge.user) {
            knowledge.user = user;
            knowledge.session = now();
        },
        logOut() {
            knowledge.session = undefined;
        },
        expireTokens() {
            for (const issued of accessTokens.values())
                issued.expiresAt = now();
        },
        revokeTokens() {
            for (const issued of [codes, accessTokens, refreshTokens])
                for (const { grant } of issued.values())
                    grant.revoked = true;
        },
        refuseRenewals(fault) {
            knowledge.renewalFault = fault;
        },
        acceptRenewals() {
            knowledge.renewalFault = undefined;
        },
    };
}

export { driveLogins };
