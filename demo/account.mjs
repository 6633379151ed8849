// The one person of the demo. The same credentials log in at every connection; each identity
// provider knows the person by its own id.
export const account = {
  email: 'demo@example.com',
  username: 'demo',
  password: 'postern-demo',
  name: 'Robin Marsh',
  givenName: 'Robin',
  familyName: 'Marsh',
}

/** Somebody else with an account at the tenant, who means harm. */
export const stranger = {
  email: 'mallory@example.com',
  username: 'mallory',
  password: 'postern-attack',
  name: 'Mallory Finch',
}

/** Whether a login page was told this person's e-mail address or name, and the password. */
export const isAccount = ({ email, username, password }, givenName, givenPassword) =>
  [email, username].includes(givenName.trim().toLowerCase()) && password === givenPassword
