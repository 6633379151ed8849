// What a careful person would write by hand, for one app and one server: every kind of login that
// Postern knows, and the checks of an answer that one server calls for, in RS256. Without a check
// of its own options, messages, codes for the failures, other algorithms, DPoP, or a library. The
// measure for start-up.
const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }

const encode = (bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')

function decode(text) {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  if (encode(bytes) !== text) throw new Error('not base64url')
  return bytes
}

const decodeJson = (text) =>
  JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(decode(text)))
const digest = async (text) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))

function ensure(holds, failure) {
  if (!holds) throw new Error(failure)
}

async function askForJson(url, init) {
  const response = await fetch(url, {
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    ...init,
  })
  const body = await response.json()
  ensure(
    response.ok && body && typeof body === 'object',
    `${response.status} ${body?.error} from ${url}`,
  )
  return body
}

const prefix = 'login.'

function remember(state, record) {
  const own = prefix + state
  const value = JSON.stringify(record)
  localStorage.setItem(own, value)
  ensure(localStorage.getItem(own) === value, 'nothing is kept')
  const others = Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix) && key !== own)
    .map((key) => ({ key, createdAt: JSON.parse(localStorage.getItem(key)).createdAt }))
    .sort((a, b) => b.createdAt - a.createdAt)
  for (const { key } of others.slice(4)) localStorage.removeItem(key)
}

function recall(state) {
  const value = localStorage.getItem(prefix + state)
  ensure(value, 'unknown state')
  localStorage.removeItem(prefix + state)
  return JSON.parse(value)
}

function checkLoop() {
  if (navigator.userActivation?.hasBeenActive !== false) return
  const now = Date.now()
  const times = (sessionStorage.getItem('login-loop') ?? '')
    .split('.')
    .filter((time) => time > now - 30_000 && time <= now)
  ensure(times.length < 3, 'redirect loop')
  sessionStorage.setItem('login-loop', [...times, now].join('.'))
}

export function createLogin({
  issuer,
  clientId,
  redirectUri,
  responseType,
  scope = 'openid profile email',
  audience,
}) {
  const asks = (word) => responseType.split(' ').includes(word)
  const answers = new Map()
  let keys

  function loadKeys(cache) {
    keys = askForJson(`${issuer}.well-known/jwks.json`, { cache }).then((body) =>
      Promise.all(
        body.keys
          .filter(({ kty }) => kty === 'RSA')
          .map(async (jwk) => [
            jwk.kid,
            await crypto.subtle.importKey('jwk', jwk, RS256, false, ['verify']),
          ]),
      ),
    )
    keys.catch(() => {
      keys = undefined
    })
    return keys
  }

  async function findKey(wanted) {
    const find = (entries) => entries.find(([kid]) => kid === wanted)?.[1]
    const key = find(await (keys ?? loadKeys('default'))) ?? find(await loadKeys('reload'))
    ensure(key, 'no key')
    return key
  }

  async function verify(idToken, { nonce, maxAge, organization, accessToken, code, sub }) {
    const [header, payload, signature, ...others] = idToken.split('.')
    const { alg, kid, typ = 'JWT', crit } = decodeJson(header)
    ensure(!others.length && alg === 'RS256' && /^jwt$/i.test(typ) && !crit, 'no RS256 token')
    const signed = new TextEncoder().encode(`${header}.${payload}`)
    ensure(
      await crypto.subtle.verify(RS256, await findKey(kid), decode(signature), signed),
      'signature',
    )
    const claims = decodeJson(payload)
    const seconds = Date.now() / 1000
    ensure(claims.iss === issuer, 'iss')
    ensure([claims.aud].flat().includes(clientId), 'aud')
    ensure(
      claims.azp === clientId || (claims.azp === undefined && [claims.aud].flat().length === 1),
      'azp',
    )
    ensure(claims.sub && (!sub || claims.sub === sub), 'sub')
    ensure(claims.exp + 60 > seconds, 'exp')
    ensure(claims.iat - 60 <= seconds, 'iat')
    ensure(!(claims.nbf - 60 > seconds), 'nbf')
    ensure(nonce === undefined || claims.nonce === nonce, 'nonce')
    ensure(maxAge === undefined || claims.auth_time + maxAge + 60 >= seconds, 'auth_time')
    ensure(!organization || [claims.org_id, claims.org_name].includes(organization), 'organization')
    if (accessToken)
      ensure(claims.at_hash === encode((await digest(accessToken)).subarray(0, 16)), 'at_hash')
    if (code) ensure(claims.c_hash === encode((await digest(code)).subarray(0, 16)), 'c_hash')
    return claims
  }

  async function begin(connection, { appState, params } = {}, mark = '') {
    const random = crypto.getRandomValues(new Uint8Array(96))
    const [state, nonce, verifier] = [0, 32, 64].map((start) =>
      encode(random.subarray(start, start + 32)),
    )
    const record = {
      nonce,
      verifier,
      appState,
      maxAge: params?.max_age,
      organization: params?.organization,
      createdAt: Date.now(),
    }
    const query = new URLSearchParams({
      ...params,
      response_type: responseType,
      client_id: clientId,
      redirect_uri: redirectUri,
      scope,
      state: mark + state,
      nonce,
      ...(audience && { audience }),
      ...(connection && { connection }),
      ...(asks('code') && {
        response_mode: 'fragment',
        code_challenge_method: 'S256',
        code_challenge: encode(await digest(verifier)),
      }),
    })
    return { state: mark + state, record, url: `${issuer}authorize?${query}` }
  }

  async function accept(answer, record, front) {
    const {
      access_token: accessToken,
      id_token: idToken,
      expires_in: expiresIn,
      refresh_token: refreshToken,
      code,
    } = answer
    ensure(!accessToken || /^bearer$/i.test(answer.token_type), 'token_type')
    ensure(!accessToken || /^[\x21-\x7e]+$/.test(accessToken), 'access_token')
    ensure(expiresIn === undefined || /^\d+(\.\d+)?$/.test(expiresIn), 'expires_in')
    const expiresAt = expiresIn === undefined ? null : Date.now() + expiresIn * 1000
    const claims =
      idToken && (await verify(idToken, { ...record, ...(front && { accessToken, code }) }))
    return {
      accessToken,
      idToken,
      claims,
      refreshToken,
      expiresAt,
      scope: answer.scope ?? scope,
      appState: record.appState,
    }
  }

  async function askForTokens(grant, record) {
    const body = new URLSearchParams({ client_id: clientId, ...grant })
    const answer = await askForJson(`${issuer}oauth/token`, {
      method: 'POST',
      cache: 'no-store',
      body,
    })
    ensure(answer.access_token, 'no access token')
    return accept(answer, record, false)
  }

  async function complete(response, record) {
    const age = Date.now() - record.createdAt
    ensure(age > -60_000 && age < 3_600_000, 'expired')
    ensure(!response.iss || response.iss === issuer, 'iss')
    ensure(!response.error, response.error)
    // beside one token the other may come too: an ID Token is verified, an access token left out
    const isOneToken = responseType === 'token' || responseType === 'id_token'
    const came = (word, value) => (asks(word) ? value : isOneToken || !value)
    ensure(
      came('token', response.access_token) &&
        came('id_token', response.id_token) &&
        !asks('code') === !response.code,
      'answer',
    )
    if (responseType === 'id_token') delete response.access_token
    const front = await accept(response, record, true)
    if (!response.code) return front
    const grant = {
      grant_type: 'authorization_code',
      code: response.code,
      redirect_uri: redirectUri,
      code_verifier: record.verifier,
    }
    const back = await askForTokens(grant, record)
    ensure(back.claims && (!front.claims || front.claims.sub === back.claims.sub), 'sub')
    return back
  }

  function read(text) {
    const parameters = [...new URLSearchParams(text.replace(/^[#?]\/?/, ''))]
    ensure(new Set(parameters.map(([name]) => name)).size === parameters.length, 'twice')
    return Object.fromEntries(parameters)
  }

  function relay(state, text) {
    const channel = new BroadcastChannel(`login.${state}`)
    const home = opener ?? parent
    const send = () => {
      channel.postMessage(text)
      if (home !== window) home.postMessage({ state, text }, location.origin)
    }
    const timer = setInterval(send, 500)
    channel.onmessage = () => {
      clearInterval(timer)
      window.close()
    }
    send()
    return new Promise(() => {})
  }

  async function logInThere(mark, window, close, { connection, request = {} }) {
    const { state, record, url } = await begin(connection, request, mark)
    const { signal, timeout } = request
    return new Promise((resolve, reject) => {
      const channel = new BroadcastChannel(`login.${state}`)
      let closed = 0
      const end = (settle, value) => {
        clearInterval(watch)
        clearTimeout(timer)
        removeEventListener('message', hear)
        signal?.removeEventListener('abort', abort)
        channel.close()
        close()
        settle(value)
      }
      const abort = () => end(reject, new Error('aborted'))
      const answered = (text) => {
        channel.postMessage('')
        try {
          end(resolve, complete(read(text), { ...record, sub: request.sub }))
        } catch (error) {
          end(reject, error)
        }
      }
      const hear = ({ source, origin, data }) => {
        if (source === window && origin === location.origin && data.state === state)
          answered(data.text)
      }
      const watch = setInterval(() => {
        closed = mark === 'p.' && window.closed && document.hasFocus() ? closed + 1 : 0
        if (closed > 4) end(reject, new Error('closed'))
      }, 300)
      const timer = timeout && setTimeout(() => end(reject, new Error('timeout')), timeout)
      channel.onmessage = ({ data }) => data && answered(data)
      addEventListener('message', hear)
      signal?.addEventListener('abort', abort)
      window.location.replace(url)
    })
  }

  async function buildAuthorizeUrl(connection, request) {
    const { state, record, url } = await begin(connection, request)
    remember(state, record)
    return url
  }

  function buildLogoutUrl({ returnTo, params } = {}) {
    const target = returnTo && { returnTo }
    const query = new URLSearchParams({ ...params, client_id: clientId, ...target })
    return `${issuer}v2/logout?${query}`
  }

  return {
    buildAuthorizeUrl,
    buildLogoutUrl,

    async authorize(connection, request) {
      checkLoop()
      const url = await buildAuthorizeUrl(connection, request)
      return new Promise((_, reject) => {
        addEventListener(
          'pageshow',
          ({ persisted }) => persisted && reject(new Error('came back')),
          { once: true },
        )
        location.assign(url)
      })
    },

    popup(connection, request = {}) {
      const { width = 480, height = 640 } = request
      const popup = request.window ?? open('', '_blank', `popup,width=${width},height=${height}`)
      return popup
        ? logInThere('p.', popup, () => popup.close(), { connection, request })
        : Promise.reject(new Error('blocked'))
    },

    checkSession(request) {
      const frame = document.createElement('iframe')
      frame.hidden = true
      document.body.append(frame)
      const silent = { timeout: 5000, ...request, params: { ...request?.params, prompt: 'none' } }
      return logInThere('f.', frame.contentWindow, () => frame.remove(), { request: silent })
    },

    parseHash(text = location.hash) {
      if (!/[#&?/]state=/.test(text)) return Promise.resolve(null)
      if (!answers.has(text)) {
        const response = read(text)
        const { state } = response
        history.replaceState(history.state, '', location.pathname + location.search)
        const answer = /^[pf]\./.test(state)
          ? relay(state, text)
          : complete(response, recall(state))
        answers.set(text, answer)
        answer.then(
          () => sessionStorage.removeItem('login-loop'),
          () => {},
        )
      }
      return answers.get(text)
    },

    refresh(refreshToken) {
      return askForTokens({ grant_type: 'refresh_token', refresh_token: refreshToken }, {})
    },

    async userInfo(accessToken, sub) {
      const info = await askForJson(`${issuer}userinfo`, {
        headers: { authorization: `Bearer ${accessToken}` },
      })
      ensure(!sub || info.sub === sub, 'sub')
      return info
    },

    logout: (options) => location.assign(buildLogoutUrl(options)),
  }
}
