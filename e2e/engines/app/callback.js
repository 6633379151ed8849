// The static callback page: nothing but postern/callback, and a word on how it went.
const relayed = posternCallback.relay()
if (relayed === false) document.body.dataset.relayed = 'nothing'
else
  relayed.then((taken) => {
    document.body.dataset.relayed = taken ? 'taken' : 'nobody'
  })
