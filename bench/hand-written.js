// What a careful person would write by hand for one app and one server: redirect, popup, callback, cookie, RS256. The measure for start-up.
const issuer = 'https://login.example.test/'
const clientId = 'app'
const redirectUri = 'https://app.example/callback'

const toText = (bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (character) => character.charCodeAt(0))
const toJson = (text) => JSON.parse(new TextDecoder().decode(toBytes(text)))

let keys

async function loadKeys() {
  const response = await fetch(`${issuer}.well-known/jwks.json`)
  if (!response.ok) throw new Error('keys')
  const found = (await response.json()).keys.map(async (jwk) => [
    jwk.kid,
    await crypto.subtle.importKey('jwk', jwk, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, false, ['verify']),
  ])
  return new Map(await Promise.all(found))
}

function begin(connection, appState, mark = '') {
  const random = crypto.getRandomValues(new Uint8Array(64))
  const state = mark + toText(random.subarray(0, 32))
  const nonce = toText(random.subarray(32))
  const record = encodeURIComponent(JSON.stringify({ nonce, appState }))
  // biome-ignore lint/suspicious/noDocumentCookie: what a person would write who brings no library
  document.cookie = `login.${state}=${record}; Path=/; SameSite=Lax; Secure; Max-Age=3600`
  const query = new URLSearchParams({
    response_type: 'token id_token',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    connection,
    state,
    nonce,
  })
  return { state, url: `${issuer}authorize?${query}` }
}

function take(state) {
  const cookie = document.cookie.split('; ').find((text) => text.startsWith(`login.${state}=`))
  if (!cookie) throw new Error('state')
  // biome-ignore lint/suspicious/noDocumentCookie: as above
  document.cookie = `login.${state}=; Path=/; Max-Age=0`
  return JSON.parse(decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1)))
}

async function complete(hash) {
  const response = Object.fromEntries(new URLSearchParams(hash.slice(1)))
  const { nonce, appState } = take(response.state)
  if (response.error) throw new Error(response.error)
  const [header, payload, signature] = response.id_token.split('.')
  const { alg, kid } = toJson(header)
  keys ??= loadKeys()
  const key = (await keys).get(kid)
  const signed = new TextEncoder().encode(`${header}.${payload}`)
  if (alg !== 'RS256' || !key || !(await crypto.subtle.verify('RSASSA-PKCS1-v1_5', key, toBytes(signature), signed)))
    throw new Error('signature')
  const claims = toJson(payload)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(response.access_token)))
  const seconds = Date.now() / 1000
  if (claims.iss !== issuer || claims.aud !== clientId || claims.nonce !== nonce) throw new Error('claims')
  if (claims.exp + 60 < seconds || claims.iat - 60 > seconds || claims.at_hash !== toText(digest.subarray(0, 16))) throw new Error('claims')
  return { accessToken: response.access_token, idToken: response.id_token, claims, appState }
}

export function authorize(connection, appState) {
  location.assign(begin(connection, appState).url)
}

export function popup(connection, appState) {
  const { state, url } = begin(connection, appState, 'p.')
  const opened = window.open(url, '_blank', 'width=500,height=600')
  if (!opened) return Promise.reject(new Error('blocked'))
  return new Promise((resolve, reject) => {
    const channel = new BroadcastChannel(`login.${state}`)
    const watch = setInterval(() => opened.closed && stop(reject, new Error('closed')), 1000)
    function stop(settle, value) {
      clearInterval(watch)
      channel.close()
      settle(value)
    }
    channel.onmessage = ({ data }) => stop(resolve, complete(data))
  })
}

export function parseHash(hash = location.hash) {
  const state = new URLSearchParams(hash.slice(1)).get('state')
  if (!state) return Promise.resolve(null)
  history.replaceState(history.state, '', location.pathname + location.search)
  if (!state.startsWith('p.')) return complete(hash)
  new BroadcastChannel(`login.${state}`).postMessage(hash)
  window.close()
  return new Promise(() => {})
}
