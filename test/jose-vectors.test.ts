// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { decodeBase64url } from '../src/base64url.js'
import { verifyIdToken } from '../src/index.js'
import { createKeySet, type PublicJwk, signatureAlgorithm } from '../src/jwks.js'
import { leftHalfHash } from '../src/testing/keys.js'
import { rejects } from './support/errors.js'

/**
 * Judges the signature of a vector whose payload is no ID Token, with the very functions that judge
 * ID Tokens.
 */
async function isGenuine(compact: string, key: PublicJwk): Promise<boolean> {
  const [header = '', payload = '', signature = ''] = compact.split('.')
  const { alg, kid } = JSON.parse(new TextDecoder().decode(decodeBase64url(header)))
  const signingKey = await createKeySet(async () => [key], Date.now).find(alg, kid)
  const signed = new TextEncoder().encode(`${header}.${payload}`)
  return crypto.subtle.verify(
    signatureAlgorithm(alg),
    signingKey,
    decodeBase64url(signature),
    signed,
  )
}

/** The same with the first character of the payload changed. */
const changed = (compact: string) =>
  compact.replace(/\.(.)/, (_, first) => (first === 'A' ? '.B' : '.A'))

const claimsPayload =
  'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ'

const rfc7515 = {
  'A.2 (RS256)': {
    key: {
      kty: 'RSA',
      n:
        'ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJ' +
        'PMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0' +
        'LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uD' +
        'Zlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2' +
        'PAcDTW9gb54h4FRWyuXpoQ',
      e: 'AQAB',
    },
    compact:
      `eyJhbGciOiJSUzI1NiJ9.${claimsPayload}.` +
      'cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5Y' +
      'Kt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6x' +
      'BArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6' +
      'BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_I' +
      'oypGlUPQGe77Rw',
  },
  'A.3 (ES256)': {
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
      y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
    },
    compact:
      `eyJhbGciOiJFUzI1NiJ9.${claimsPayload}.` +
      'DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q',
  },
  'A.4 (ES512)': {
    key: {
      kty: 'EC',
      crv: 'P-521',
      x: 'AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk',
      y: 'ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2',
    },
    compact:
      'eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaR' +
      'I1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJ' +
      'jyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn',
  },
}

describe('RFC 7515 appendix A', () => {
  test.each(Object.entries(rfc7515))(
    'the signature of %s is genuine, and of no other payload',
    async (_, { compact, key }) => {
      expect(await isGenuine(compact, key)).toBe(true)
      expect(await isGenuine(changed(compact), key)).toBe(false)
    },
  )

  // A.2 and A.3 sign the same claims, which are those of an ID Token but for most of what one
  // needs.
  test.each([
    ['A.2', 'RS256', rfc7515['A.2 (RS256)']],
    ['A.3', 'ES256', rfc7515['A.3 (ES256)']],
  ] as const)(
    '%s passes as far as its claims: the first at fault is aud, which it lacks',
    async (_, algorithm, { compact, key }) => {
      const expected = {
        issuer: 'joe',
        clientId: 'app',
        nonce: 'n',
        algorithms: [algorithm],
        keys: [key],
        now: () => 1_300_819_000_000,
      }
      expect((await rejects(verifyIdToken(compact, expected), 'invalid_token')).detail?.claim).toBe(
        'aud',
      )
      expect(
        (await rejects(verifyIdToken(changed(compact), expected), 'invalid_token')).detail,
      ).toBeUndefined()
    },
  )

  test.each([
    [
      'A.1 (HS256)',
      `eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.${claimsPayload}.` +
        'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    ],
    ['A.5 (none)', `eyJhbGciOiJub25lIn0.${claimsPayload}.`],
  ])(
    '%s is refused: no secret, and no missing signature, can prove anything to a browser',
    async (_, compact) => {
      const k =
        'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow'
      const keys = [{ kty: 'oct', k }, rfc7515['A.2 (RS256)'].key]
      await rejects(
        verifyIdToken(compact, { issuer: 'joe', clientId: 'app', nonce: 'n', keys }),
        'invalid_token',
      )
    },
  )
})

const frodo =
  'SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZX' +
  'Agb250byB0aGUgcm9hZCwgYW5kIGlmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtu' +
  'b3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9mZiB0by4'
const bilbo = { kid: 'bilbo.baggins@hobbiton.example', use: 'sig' }
const rsaKey = {
  ...bilbo,
  kty: 'RSA',
  n:
    'n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8_KuKPEHLd4rHVTeT-O-XV2jRojdNhxJWTDvNd7nqQ0VEiZ' +
    'QHz_AJmSCpMaJMRBSFKrKb2wqVwGU_NsYOYL-QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj-oB' +
    'HqFEHYpPe7Tpe-OfVfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsde3uhGqC0ZCuEHg8lhzwOHrtIQbS0FVb' +
    'b9k3-tVTU4fg_3L_vniUFAKwuCLqKnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRhuaxwUkRz5iaiQkqgc5gHd' +
    'rNP5zw',
  e: 'AQAB',
}

const rfc7520 = {
  '4.1 (RS256)': {
    key: rsaKey,
    compact:
      `eyJhbGciOiJSUzI1NiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9.${frodo}.` +
      'MRjdkly7_-oTPTS3AXP41iQIGKa80A0ZmTuV5MEaHoxnW2e5CZ5NlKtainoFmKZopdHM1O2U4mwzJdQx99' +
      '6ivp83xuglII7PNDi84wnB-BDkoBwA78185hX-Es4JIwmDLJK3lfWRa-XtL0RnltuYv746iYTh_qHRD68B' +
      'Nt1uSNCrUCTJDt5aAE6x8wW1Kt9eRo4QPocSadnHXFxnt8Is9UzpERV0ePPQdLuW3IS_de3xyIrDaLGdjl' +
      'uPxUAhb6L2aXic1U12podGU0KLUQSE_oI-ZnmKJ3F4uOZDnd6QZWJushZ41Axf_fcIe8u9ipH84ogoree7' +
      'vjbU5y18kDquDg',
  },
  '4.2 (PS384: the salt is as long as the hash, RFC 7518 §3.5)': {
    key: rsaKey,
    compact:
      `eyJhbGciOiJQUzM4NCIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9.${frodo}.` +
      'cu22eBqkYDKgIlTpzDXGvaFfz6WGoz7fUDcfT0kkOy42miAh2qyBzk1xEsnk2IpN6-tPid6VrklHkqsGqD' +
      'qHCdP6O8TTB5dDDItllVo6_1OLPpcbUrhiUSMxbbXUvdvWXzg-UD8biiReQFlfz28zGWVsdiNAUf8ZnyPE' +
      'gVFn442ZdNqiVJRmBqrYRXe8P_ijQ7p8Vdz0TTrxUeT3lm8d9shnr2lfJT8ImUjvAA2Xez2Mlp8cBE5awD' +
      'zT0qI0n6uiP1aCN_2_jLAeQTlqRHtfa64QQSUmFAAjVKPbByi7xho0uTOcbH510a6GYmJUAfmWjwZ6oD4i' +
      'fKo8DYM-X72Eaw',
  },
  '4.3 (ES512)': {
    key: {
      ...bilbo,
      kty: 'EC',
      crv: 'P-521',
      x: 'AHKZLLOsCOzz5cY97ewNUajB957y-C-U88c3v13nmGZx6sYl_oJXu9A5RkTKqjqvjyekWF-7ytDyRXYgCF5cj0Kt',
      y: 'AdymlHvOiLxXkEhayXQnNCvDX4h9htZaCJN34kfmC6pV5OhQHiraVySsUdaQkAgDPrwQrJmbnX9cwlGfP-HqHZR1',
    },
    compact:
      `eyJhbGciOiJFUzUxMiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9.${frodo}.` +
      'AE_R_YZCChjn4791jSQCrdPZCNYqHXCTZH0-JZGYNlaAjP2kqaluUIIUnC9qvbu9Plon7KRTzoNEuT4Va2' +
      'cmL1eJAQy3mtPBu_u_sDDyYjnAMDxXPn7XrT0lw-kvAD890jl8e2puQens_IEKBpHABlsbEPX6sFY8OcGD' +
      'qoRuBomu9xQ2',
  },
}

test.each(Object.entries(rfc7520))(
  'RFC 7520 §%s is genuine, and of no other payload',
  async (_, { compact, key }) => {
    expect(await isGenuine(compact, key)).toBe(true)
    expect(await isGenuine(changed(compact), key)).toBe(false)
  },
)

test('RFC 7520 §4.4 (HS256) names an algorithm that no client can allow', async () => {
  const compact =
    'eyJhbGciOiJIUzI1NiIsImtpZCI6IjAxOGMwYWU1LTRkOWItNDcxYi1iZmQ2LWVlZjMxNGJjNzAzNyJ9.' +
    `${frodo}.s0h6KThzkfBBBkLspW1h84VsJZFTsPPqMDA7g1Md7p0`
  await rejects(
    verifyIdToken(compact, { issuer: 'i', clientId: 'c', nonce: 'n', keys: [rsaKey] }),
    'invalid_token',
  )
})

test('RFC 8037 appendix A.4 (EdDSA) is genuine, and of no other payload', async () => {
  const key = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }
  const compact =
    'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7' +
    '-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg'
  expect(await isGenuine(compact, key)).toBe(true)
  expect(await isGenuine(changed(compact), key)).toBe(false)
})

describe('OpenID Connect Core appendix A', () => {
  const a7 = {
    kty: 'RSA',
    kid: '1e9gdk7',
    n:
      'w7Zdfmece8iaB0kiTY8pCtiBtzbptJmP28nSWwtdjRu0f2GFpajvWE4VhfJAjEsOcwYzay7XGN0b-X84Bf' +
      'C8hmCTOj2b2eHT7NsZegFPKRUQzJ9wW8ipn_aDJWMGDuB1XyqT1E7DYqjUCEOD1b4FLpy_xPn6oV_TYOfQ' +
      '9fZdbE5HGxJUzekuGcOKqOQ8M7wfYHhHHLxGpQVgL0apWuP2gDDOdTtpuld4D2LK1MZK99s9gaSjRHE8JD' +
      'b1Z4IGhEcEyzkxswVdPndUWzfvWBBWXWxtSUvQGBRkuy1BHOa4sP6FKjWEeeF7gm7UMs2Nm2QUgNZw6xvE' +
      'DGaLk4KASdIxRQ',
    e: 'AQAB',
  }
  const expected = {
    issuer: 'https://server.example.com',
    clientId: 's6BhdRkqt3',
    nonce: 'n-0S6_WzA2Mj',
    keys: [a7],
    now: () => 1_311_281_000_000,
  }
  const accessToken = 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y'
  const code = 'Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk'
  const head = 'eyJraWQiOiIxZTlnZGs3IiwiYWxnIjoiUlMyNTYifQ'
  const common =
    'ewogImlzcyI6ICJodHRwczovL3NlcnZlci5leGFtcGxlLmNvbSIsCiAic3ViIjogIjI0ODI4OTc2MTAwMSIs' +
    'CiAiYXVkIjogInM2QmhkUmtxdDMiLAogIm5vbmNlIjogIm4tMFM2X1d6QTJNaiIsCiAiZXhwIjogMTMxMTI4' +
    'MTk3MCwKICJpYXQiOiAxMzExMjgwOTcwLAog'
  const a3 =
    `${head}.${common}ImF0X2hhc2giOiAiNzdRbVVQdGpQZnpXdEYyQW5wSzlSUSIKfQ.` +
    'kdqTmftlaXg5WBYBr1wkxhkqCGZPc0k8vTiV5g2jj67jQ7XkrDamYx2bOkZLdZrpMPIzkdYB1nZI_G8vQGQu' +
    'amRhJcEIt21kblGPZ-yhEhdkAiZIZLu38rChalDS2Mh0glE_rke5XXRhmqqoEFFdziFdnO3p61-7y51co84O' +
    'EAZvARSINQaOWIzvioRfs4zwIFOaT33Vpxfqr8HDyh31zo9eBW2dSQuCa071z0ENWChWoPliK1JCo_Bk9eDg' +
    '2uwo2ZwhsvHzj6TMQ0lYOTzufSlSmXIKfjlOsb3nftQeR697_hA-nMZyAdL8_NRfaC37XnAbW8WB9wCfECp7' +
    'cuNuOg'
  const a4 =
    `${head}.${common}ImNfaGFzaCI6ICJMRGt0S2RvUWFrM1BrMGNuWHhDbHRBIgp9.` +
    'MRPihYtNIcwKTZ_mcMSPfreVytGR4jfl1Tzbv4tH5Jr4WqONs2lUWrIEpZ2joKbZfAGlouAqwqSYpfR3FQYK' +
    'YvdgnZ3kjIJ_5M4fAARXHVSciGyhfqB-OhDUMXSHzFHiGKNY9TKSgRfiXf_314WRujpqaDtj2uoXbppobYXv' +
    'AZIxWtsOein0-t91LDS39EW4frNWAopKTBBi_XJPlpLVynWTDvNleEBP6UxIMgYJBKlqsP7RGfHTGk3ReXDa' +
    'cR7RGZlIVGa-0qRyDzvNqD7xfu9aYufUP0oBGqdBGgFVNmwJ7rmB0gdPtC2eJsXq9svCgBBfhRQZxhx1iLJj' +
    'Nc9nSw'

  test('at_hash of A.3 is that of its access token, c_hash of A.4 that of its code', async () => {
    expect(await leftHalfHash(accessToken, 'RS256')).toBe('77QmUPtjPfzWtF2AnpK9RQ')
    expect(await leftHalfHash(code, 'RS256')).toBe('LDktKdoQak3Pk0cnXxCltA')
  })

  test('the ID Token of A.3 is accepted with its access token, and with no other', async () => {
    expect(await verifyIdToken(a3, { ...expected, accessToken })).toMatchObject({
      sub: '248289761001',
    })
    const error = await rejects(
      verifyIdToken(a3, { ...expected, accessToken: `${accessToken}X` }),
      'invalid_token',
    )
    expect(error.detail?.claim).toBe('at_hash')
    await rejects(verifyIdToken(changed(a3), { ...expected, accessToken }), 'invalid_token')
  })

  test('the ID Token of A.4 is accepted with its code, and with no other', async () => {
    expect(await verifyIdToken(a4, { ...expected, code })).toMatchObject({ sub: '248289761001' })
    const error = await rejects(
      verifyIdToken(a4, { ...expected, code: `${code}X` }),
      'invalid_token',
    )
    expect(error.detail?.claim).toBe('c_hash')
  })
})
