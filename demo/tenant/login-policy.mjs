import { interactionPolicy } from '../oidc-provider.mjs'

const connectionOf = (accountId) => accountId.split('|')[0]

/**
 * Who has to log in: nobody yet there, somebody there through another connection than the one asked
 * for, or everybody (a test hook).
 */
export function loginPolicy({ connectionNames, hooks }) {
  const { Check } = interactionPolicy
  const policy = interactionPolicy.base()
  policy.remove('consent') // the demo's apps are the tenant's own, as Auth0 treats them
  const { checks } = policy.get('login')
  checks.add(
    new Check(
      'another_connection',
      'The session was opened through another connection',
      'login_required',
      ({ oidc }) => {
        const { accountId } = oidc.session
        const wanted = oidc.params.connection
        return (
          accountId !== undefined &&
          connectionNames.includes(wanted) &&
          connectionOf(accountId) !== wanted
        )
      },
    ),
  )
  checks.add(
    new Check('denied', 'The server was told to refuse every login', 'login_required', () =>
      Boolean(hooks.denyAll),
    ),
  )
  return policy
}
