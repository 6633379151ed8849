import selfsigned from 'selfsigned'

/** A self-signed certificate, made in this process and gone with it: `{ key, cert }` in PEM. */
export async function createCertificate(commonName, hosts = []) {
  const extensions = [
    // a TLS client of ours trusts it as its own authority
    { name: 'basicConstraints', cA: hosts.length > 0 },
    { name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) },
  ].filter((extension) => extension.name !== 'subjectAltName' || hosts.length > 0)
  const { private: key, cert } = await selfsigned.generate(
    [{ name: 'commonName', value: commonName }],
    {
      keySize: 2048,
      algorithm: 'sha256',
      extensions,
    },
  )
  return { key, cert }
}
