import http from 'node:http'
import https from 'node:https'

// Browsers send *.localhost to 127.0.0.1 or to ::1, whichever they try first, so a server listens
// on both at one port.
const loopbacks = ['127.0.0.1', '::1']
const noIPv6 = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT'])

const open = (server, port, address) =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: address, ipv6Only: address === '::1' }, () =>
      resolve(server.address().port),
    )
  })

const shut = (server) =>
  new Promise((resolve) => {
    server.close(resolve)
    server.closeAllConnections()
  })

async function openBoth(servers, port) {
  const chosen = await open(servers[0], port, loopbacks[0])
  try {
    await open(servers[1], chosen, loopbacks[1])
  } catch (error) {
    if (noIPv6.has(error.code)) return chosen
    await shut(servers[0])
    throw error
  }
  return chosen
}

/**
 * Listens on loopback at `port`, or at another one if that is taken; 0 lets the system choose. The
 * port is known before there is a handler, because every server of the demo needs the addresses of
 * the others.
 */
export async function listen(port, tls) {
  let handle = (_request, response) => response.writeHead(503).end()
  const create = () => {
    const listener = (request, response) => handle(request, response)
    return tls ? https.createServer(tls, listener) : http.createServer(listener)
  }
  for (let attempt = 0, wanted = port; ; attempt++, wanted = 0) {
    const servers = loopbacks.map(create)
    try {
      const chosen = await openBoth(servers, wanted)
      return {
        port: chosen,
        serve: (handler) => {
          handle = handler
        },
        close: () => Promise.all(servers.map(shut)),
      }
    } catch (error) {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error
      if (attempt === 20) throw error
    }
  }
}
