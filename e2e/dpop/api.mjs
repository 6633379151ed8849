import { createHash } from 'node:crypto'
import { EmbeddedJWK, jwtVerify } from 'jose'

const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, DPoP',
  'Access-Control-Allow-Methods': 'GET, POST, PUT',
  'Access-Control-Expose-Headers': 'Date, DPoP-Nonce, WWW-Authenticate',
}

const hash = (text) => createHash('sha256').update(text).digest('base64url')

async function readBody(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/**
 * An API that holds every proof against the request it came with (RFC 9449 §4.3). It takes any
 * access token: what a token may do is not the question here.
 */
export function createApi(origin) {
  const proofsSeen = new Set()
  const api = {
    origin,
    /** What proofs have to hold (RFC 9449 §9). @type {string | undefined} */
    nonce: undefined,
    /** Where every request is sent on to, with 307. @type {string | undefined} */
    redirect: undefined,
    /** What came: `{ method, path, body, authorization, proof }`, a preflight too. */
    requests: [],
    reset() {
      Object.assign(api, { nonce: undefined, redirect: undefined })
      api.requests.length = 0
    },
    handle,
  }

  async function checkProof({ method, headers }, url) {
    const [, token] = /^DPoP (\S+)$/.exec(headers.authorization ?? '') ?? []
    if (!token) return 'invalid_token'
    const { payload } = await jwtVerify(headers.dpop ?? '', EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: ['ES256'],
      maxTokenAge: 60,
    })
    const right =
      payload.htm === method &&
      payload.htu === url.origin + url.pathname &&
      payload.ath === hash(token) &&
      !proofsSeen.has(payload.jti)
    if (!right) return 'invalid_dpop_proof'
    if (payload.nonce !== api.nonce) return 'use_dpop_nonce'
    proofsSeen.add(payload.jti)
    return undefined
  }

  async function handle(request, response) {
    const { method, headers } = request
    const url = new URL(request.url, origin)
    const { authorization, dpop: proof } = headers
    const body = await readBody(request)
    api.requests.push({ method, path: url.pathname, body, authorization, proof })
    if (method === 'OPTIONS') return response.writeHead(204, corsHeaders).end()
    if (api.redirect)
      return response.writeHead(307, { ...corsHeaders, Location: api.redirect }).end()
    const fault = await checkProof(request, url).catch(() => 'invalid_dpop_proof')
    response.writeHead(fault ? 401 : 200, {
      ...corsHeaders,
      'Content-Type': 'application/json',
      ...(api.nonce && { 'DPoP-Nonce': api.nonce }),
      ...(fault && { 'WWW-Authenticate': `DPoP error="${fault}"` }),
    })
    response.end(JSON.stringify({ fault, body }))
  }

  return api
}
