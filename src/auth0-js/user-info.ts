import { isObject, type JsonObject } from '../fetch-json.js'
import type { Outcome } from './outcome.js'

/**
 * Asks the userinfo endpoint (OpenID Connect Core §5.3). The result is passed on as received; a
 * refusal has the status and the server's own words, and never the access token.
 */
export async function requestUserInfo(url: string, accessToken: string): Promise<Outcome> {
  let response: Response
  let text: string
  try {
    response = await fetch(url, {
      headers: { authorization: `Bearer ${accessToken}` },
      credentials: 'omit',
      // RFC 6750 §5.3: the token goes to nobody else
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    })
    text = await response.text()
  } catch {
    return [{ original: { method: 'GET', url }, code: null, description: null, name: 'Error' }]
  }
  const body = parseJson(text)
  return response.ok ? [null, body ?? text] : [describeRefusal(response, body)]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function describeRefusal({ status, statusText }: Response, body: unknown) {
  const said: JsonObject = isObject(body) ? body : {}
  const { error, error_description, description, name, policy } = said
  return {
    original: { status, response: { status, statusCode: status, statusText, body } },
    statusCode: status,
    statusText,
    code: said.code ?? error ?? said.error_code ?? status,
    description: said.errorDescription ?? error_description ?? description ?? error ?? null,
    ...(name ? { name } : {}),
    ...(policy ? { policy } : {}),
  }
}
